// The sources of TemplateCompiler.
