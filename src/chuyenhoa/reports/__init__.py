"""One report model and the renderers that turn it into text or bytes."""
