"""A linear-chain CRF with sets of allowed labels, trained by stochastic gradient (AdaGrad per row, feature dropout).

Transition weights depend on the sorts of the two tokens that a boundary parts. Where a token may have several labels,
the likelihood sums over them.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from features import Matrix
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.floating]


class Weights(NamedTuple):
    """What is learnt, and the sums of squared gradients beside it."""

    rows: Floats
    row_sums: Floats
    transitions: Floats
    transition_sums: Floats


def new_weights(bits: int, boundaries: int, labels: int) -> Weights:
    """All zero."""
    shape = (boundaries, labels, labels)
    return Weights(
        np.zeros((1 << bits, labels), dtype=np.float32),
        np.ones(1 << bits, dtype=np.float32),
        np.zeros(shape),
        np.ones(shape),
    )


def train_pass(
    weights: Weights, matrix: Matrix, masks: NDArray[np.int64], shares: Floats, plan: dict
) -> tuple[float, int]:
    """One pass over the references of `plan["order"]`; returns the summed loss and the number of tokens."""
    return _train(
        plan["order"], matrix.starts, matrix.ids, masks, matrix.bounds, shares, *weights,
        plan["rate"], plan["decay"], plan["drop"], plan["seed"],
    )  # fmt: skip


@njit(cache=True, fastmath=True, boundscheck=False)
def _chain(score, odds, allowed, alpha, beta):
    """Forward and backward probabilities, each step normalised; returns log Z, or -1e9 where nothing is allowed."""
    count, labels = score.shape
    scale = np.zeros(count)
    log_z = 0.0
    for t in range(count):
        top = -1e30
        for y in range(labels):
            if allowed[t] >> y & 1 and score[t, y] > top:
                top = score[t, y]
        total = 0.0
        for y in range(labels):
            alpha[t, y] = 0.0
            if allowed[t] >> y & 1:
                reached = 1.0
                if t:
                    reached = 0.0
                    for x in range(labels):
                        reached += alpha[t - 1, x] * odds[t, x, y]
                alpha[t, y] = reached * np.exp(score[t, y] - top)
                total += alpha[t, y]
        if total <= 1e-300:
            return -1e9
        scale[t] = total
        for y in range(labels):
            alpha[t, y] /= total
        log_z += np.log(total) + top
    beta[count - 1] = 1.0
    for t in range(count - 2, -1, -1):
        top = -1e30
        for y in range(labels):
            if allowed[t + 1] >> y & 1 and score[t + 1, y] > top:
                top = score[t + 1, y]
        for x in range(labels):
            total = 0.0
            for y in range(labels):
                if allowed[t + 1] >> y & 1:
                    total += odds[t + 1, x, y] * np.exp(score[t + 1, y] - top) * beta[t + 1, y]
            beta[t, x] = total / scale[t + 1]
    return log_z


@njit(cache=True, fastmath=True, boundscheck=False)
def _train(order, starts, ids, masks, bounds, shares, rows, row_sums, trans, trans_sums, rate, decay, drop, seed):
    np.random.seed(seed)
    labels, width = rows.shape[1], ids.shape[1]
    longest = 0
    for k in range(len(starts) - 1):
        longest = max(longest, starts[k + 1] - starts[k])
    score, odds = np.zeros((longest, labels)), np.zeros((longest, labels, labels))
    a_all, b_all = np.zeros((longest, labels)), np.zeros((longest, labels))
    a_gold, b_gold = np.zeros((longest, labels)), np.zeros((longest, labels))
    every = np.full(longest, (1 << labels) - 1, dtype=np.int64)
    kept = np.zeros((longest, width), dtype=np.int32)
    gradient = np.zeros(labels)
    loss, tokens = 0.0, 0
    for k in order:
        low, count = starts[k], starts[k + 1] - starts[k]
        for t in range(count):
            score[t] = 0.0
            for f in range(width):
                row = ids[low + t, f]
                if row >= 0 and np.random.random() < drop:
                    row = -1
                kept[t, f] = row
                if row >= 0:
                    for y in range(labels):
                        score[t, y] += rows[row, y]
            for y in range(labels):
                score[t, y] /= 1 - drop
                for x in range(labels):
                    odds[t, x, y] = np.exp(trans[bounds[low + t], x, y])
        gold = masks[low : low + count]
        z_all = _chain(score[:count], odds, every[:count], a_all, b_all)
        z_gold = _chain(score[:count], odds, gold, a_gold, b_gold)
        if z_gold < -1e8 or z_all < -1e8:
            continue
        loss += z_all - z_gold
        tokens += count
        for t in range(count):
            sum_all, sum_gold = 0.0, 0.0
            for y in range(labels):
                sum_all += a_all[t, y] * b_all[t, y]
                sum_gold += a_gold[t, y] * b_gold[t, y]
            norm = 0.0
            for y in range(labels):
                gradient[y] = (a_gold[t, y] * b_gold[t, y] / sum_gold - a_all[t, y] * b_all[t, y] / sum_all) * shares[k]
                norm += gradient[y] * gradient[y]
            if norm > 1e-6:
                for f in range(width):
                    row = kept[t, f]
                    if row >= 0:
                        row_sums[row] += norm / labels
                        step = rate / np.sqrt(row_sums[row])
                        for y in range(labels):
                            rows[row, y] += step * (gradient[y] - decay * rows[row, y])
            if t:
                _update_transitions(
                    t,
                    bounds[low + t],
                    gold[t],
                    score,
                    odds,
                    a_all,
                    b_all,
                    a_gold,
                    b_gold,
                    trans,
                    trans_sums,
                    rate,
                    decay,
                    shares[k],
                )
    return loss, tokens


@njit(cache=True, fastmath=True, boundscheck=False)
def _update_transitions(t, bound, allowed, score, odds, a_all, b_all, a_gold, b_gold, trans, sums, rate, decay, share):
    labels = score.shape[1]
    top = score[t].max()
    p_all, p_gold = 0.0, 0.0
    for x in range(labels):
        for y in range(labels):
            weight = np.exp(score[t, y] - top) * odds[t, x, y]
            p_all += a_all[t - 1, x] * weight * b_all[t, y]
            if allowed >> y & 1:
                p_gold += a_gold[t - 1, x] * weight * b_gold[t, y]
    for x in range(labels):
        for y in range(labels):
            weight = np.exp(score[t, y] - top) * odds[t, x, y]
            change = -a_all[t - 1, x] * weight * b_all[t, y] / p_all
            if allowed >> y & 1:
                change += a_gold[t - 1, x] * weight * b_gold[t, y] / p_gold
            change *= share
            sums[bound, x, y] += change * change
            trans[bound, x, y] += rate / np.sqrt(sums[bound, x, y]) * (change - decay * trans[bound, x, y])
