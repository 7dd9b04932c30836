"""What a virtual learning environment lets a tutor download: zips of zips, made by whoever handed in."""
