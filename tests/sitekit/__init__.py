"""What tests of sites share: small projects, builds in processes of their own, and documents as read."""
