"""The situation map as the browser paints it: colours, classes, the ground it stands on; records in, no queries."""
