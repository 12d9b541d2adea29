"""What a workshop needs on paper: canvas, cards and guide, and the form that brings the wall back."""
