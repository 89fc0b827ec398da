"""A batch in parts that run side by side: the loss and its gradients, on a CPU that is shared."""

from concurrent.futures import ThreadPoolExecutor

import torch


class Shards:
    """Gradients of a batch, computed in parts by as many threads, each on one core.

    PyTorch's own threads meet after every operation, so one busy core holds up the others all the time. These meet
    once a step: as fast on an idle CPU, and several times faster on one that is shared.
    """

    def __init__(self, count: int, device: str, *, float32: bool = False):
        if count > 1:
            torch.set_num_threads(1)
        # without instructions for bfloat16 a CPU emulates them, ten times slower than float32
        has_bfloat16 = device != "cpu" or torch.ops.mkldnn._is_mkldnn_bf16_supported()
        self.count, self.device, self.float32 = count, device, float32 or not has_bfloat16
        self.pool = ThreadPoolExecutor(count)

    def gradients(self, model, loss_of, batch, generator) -> tuple[float, list[torch.Tensor]]:
        """The mean loss over the batch and the gradients of the model's parameters."""
        parameters = list(model.parameters())

        def part(shard: tuple[torch.Tensor, ...], seed: int):
            own = torch.Generator().manual_seed(seed)
            # the cache of cast weights is shared between threads, their graphs are not
            cache = self.count == 1
            with torch.autocast(self.device, dtype=torch.bfloat16, enabled=not self.float32, cache_enabled=cache):
                loss = loss_of(model, shard, own)
            share = len(shard[0]) / len(batch[0])
            return loss.item() * share, torch.autograd.grad(loss * share, parameters)

        shards = list(zip(*(tensor.chunk(self.count) for tensor in batch), strict=True))
        seeds = torch.randint(2**62, (len(shards),), generator=generator).tolist()
        if self.count == 1:
            loss, gradients = part(shards[0], seeds[0])
            return loss, list(gradients)
        losses, parts = zip(*self.pool.map(part, shards, seeds), strict=True)
        return sum(losses), [torch.stack(same).sum(0) for same in zip(*parts, strict=True)]
