package dev.peaberry.explain;

/**
 * Tiles side by side, about as many rows as columns, with a line of one pixel between. Immutable.
 *
 * @param rows of pixels in a tile
 * @param columns of pixels in a tile
 * @param tiles how many there are
 */
record Mosaic(int rows, int columns, int tiles) {
  private int across() {
    return (int) Math.ceil(Math.sqrt(tiles));
  }

  int width() {
    return across() * (columns + 1) - 1;
  }

  int height() {
    int down = (tiles + across() - 1) / across();
    return down * (rows + 1) - 1;
  }

  int left(int tile) {
    return tile % across() * (columns + 1);
  }

  int top(int tile) {
    return tile / across() * (rows + 1);
  }
}
