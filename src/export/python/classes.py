    def scale_of_classes(self, use, t):
        """The scale of each lane that its own class steers, of the others 0: outside of its interval at most 1."""
        acts = [i is None or i[0] <= t <= i[1] for i in use.get("intervals", [None] * len(use["scales"]))]
        lanes = zip(use["scales"], acts, use["free"], strict=True)
        return torch.tensor([(s if on else min(s, 1)) * free for s, on, free in lanes]).double().view(-1, 1, 1, 1)

    def output(self, x, t, use):
        """Without a class, p_u, and of lanes that their own class steers p_u + s (p_c - p_u): Ho & Salimans 2022, whose
        w is s - 1."""
        null = self.null_class
        embeds = torch.tensor([y + (null is not None and y >= null) for y in use["targets"]])
        if null is None:  # it was trained with a class at every step
            return self.unet(x, t, class_labels=embeds).sample.double()
        classes = torch.cat([torch.full_like(embeds, null), embeds])
        without, with_class = self.unet(torch.cat([x, x]), t, class_labels=classes).sample.double().chunk(2)
        return without + self.scale_of_classes(use, t) * (with_class - without)
