"""The catalogue of controls: one file a control, found by walking the folder."""
