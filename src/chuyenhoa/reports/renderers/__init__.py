"""Renderers: a document in each format; `chuyenhoa.reports.formats` has their list."""
