"""How a report was placed, for people: in a sentence, and as a picture."""
