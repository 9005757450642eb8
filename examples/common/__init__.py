"""What the example programs share: a stub of the models' APIs, a trace file exporter, an invented shop."""
