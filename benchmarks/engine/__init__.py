"""What the engine's isolation costs: the same work in a child process and in bare pyvips."""
