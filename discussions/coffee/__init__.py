"""What conversations bring to virtual coffee: those two people took part in."""
