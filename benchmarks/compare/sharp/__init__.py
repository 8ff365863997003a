"""The resize profiles against sharp with its defaults, all processors busy."""
