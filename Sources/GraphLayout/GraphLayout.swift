// The sources of GraphLayout.
