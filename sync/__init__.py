"""The sync worker: it pushes pending records to the badge service and pulls what the kiosk needs to know."""
