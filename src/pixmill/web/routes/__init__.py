"""What can be asked over HTTP; each module holds the shapes of its own requests and answers."""
