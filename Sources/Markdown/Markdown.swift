// The sources of Markdown.
