// Everything works without these scripts; each adds one convenience. No libraries, no requests.
