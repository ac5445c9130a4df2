package io.steward.training;

/**
 * How the candidates of a round are dealt to waves: the portfolio, then the search in waves of
 * about equal size, then the ensemble.
 *
 * @param portfolio the candidates of wave 0, at least 1
 * @param search the candidates of the search, 0 or more
 * @param ensembles 1 if an ensemble closes the round, else 0
 */
record WaveSizes(int portfolio, int search, int ensembles) {
  /** From here on one candidate is an ensemble. */
  static final int ENSEMBLE_FROM = 4;

  /** So many at once keep a few workers busy, and the next ones still learn from them. */
  private static final int SEARCH_WAVE = 4;

  /** The portfolio gets this many before anything is searched. */
  private static final int PORTFOLIO_FIRST = 6;

  /**
   * @param budget the most candidates of a round
   * @param configurations how many the portfolio has
   * @param large whether the table is so large that time must be known before much is planned
   * @param hurried whether the time may not suffice for more than the first of the portfolio
   */
  static WaveSizes of(int budget, int configurations, boolean large, boolean hurried) {
    int ensembles = budget >= ENSEMBLE_FROM ? 1 : 0;
    int others = budget - ensembles;
    int half = hurried ? 0 : (others + 1) / 2;
    int first = large ? SEARCH_WAVE : Math.max(PORTFOLIO_FIRST, half);
    int portfolio = Math.min(Math.min(first, others), configurations);
    return new WaveSizes(portfolio, others - portfolio, ensembles);
  }

  /**
   * The number of the wave that goes on when so many candidates were planned: one that was cut
   * short, or was planned for a smaller budget, is completed first. The number after the last wave
   * when all were planned.
   */
  int waveAfter(int planned) {
    int wave = 0;
    while (wave <= searchWaves() && start(wave + 1) <= planned) {
      wave++;
    }
    return wave;
  }

  /** How many candidates are planned before a wave. */
  int start(int wave) {
    if (wave == 0) {
      return 0;
    }
    int waves = searchWaves();
    int searched = waves == 0 ? 0 : (int) ((long) search * Math.min(wave - 1, waves) / waves);
    return portfolio + searched;
  }

  /** How many candidates of a wave are left to plan, other than an ensemble. */
  int left(int wave, int planned) {
    return Math.max(0, start(wave + 1) - planned);
  }

  /** How many waves the search has. */
  int searchWaves() {
    return Math.ceilDiv(search, SEARCH_WAVE);
  }
}
