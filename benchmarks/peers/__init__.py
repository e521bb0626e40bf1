"""The peers: what users would pick instead, each as a small program in the peers' environment."""
