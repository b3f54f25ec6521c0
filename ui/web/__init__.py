"""The web pages: Streamlit, presentation only; every page calls the services that the commands call."""
