"""What the registers are made with: chance, settings, and a maker for each kind of register."""
