"""What authors write for every assignment: organisations, dossiers, registers and the syllabus, read and checked."""
