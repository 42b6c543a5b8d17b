"""Figures for print: pictures of their own, drawn as SVG without a browser; PNG and PDF are made of it."""
