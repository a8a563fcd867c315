package org.geofringe.server.interferogram;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What interferograms to make.
 *
 * @param images stack of images that has a network of pairs
 * @param looksAcross columns of the images in a column of the interferograms
 * @param looksDown rows of the images in a row of the interferograms
 * @param spacingMetres size of the interferograms' cells, which stands above the looks; NaN for
 *     none
 * @param coherenceWindow side of the window of coherence in cells of the interferograms, odd; 0 for
 *     the smallest that has looks enough
 * @param unbiased whether the bias of coherence is taken away
 * @param weightByStability whether steady cells of the images count more
 * @param removeRamp whether a linear ramp is taken away
 * @param removeHeightPhase whether what follows the height is taken away
 * @param filter of the phase
 * @param mask of cells that shall have no data; null for none
 */
public record InterferogramOptions(
    Path images,
    int looksAcross,
    int looksDown,
    double spacingMetres,
    int coherenceWindow,
    boolean unbiased,
    boolean weightByStability,
    boolean removeRamp,
    boolean removeHeightPhase,
    FilterOptions filter,
    CellMask.@Nullable Choice mask) {}
