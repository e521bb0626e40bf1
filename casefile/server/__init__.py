"""The server: connections with limits of time, and seats for the requests that have come."""
