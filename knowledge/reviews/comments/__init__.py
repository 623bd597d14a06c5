"""What writers and a reviewer say to each other about a draft; readers of the article never see it."""
