"""Syntaxes that recipes are written in; each package reads one of them and knows no other."""
