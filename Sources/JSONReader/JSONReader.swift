// The sources of JSONReader.
