"""HTTP: routes, problem documents, credentials and pictures on the wire; no product rules."""
