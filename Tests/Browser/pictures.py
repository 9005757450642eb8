"""Pictures of pages beside pictures on record, with a tolerance for how letters are drawn."""

from PIL import Image, ImageChops, ImageFilter

# A place counts as different where a channel differs by more than this, of 255, when fine detail is blurred away.
STEP = 20
# Pictures are the same where no more than this share of their places differs.
TOLERANCE = 0.004


def difference(one, other):
    """The share of places in which two pictures differ: 1 where their sizes do."""
    if one.size != other.size:
        return 1.0
    soft = [picture.convert("RGB").filter(ImageFilter.BoxBlur(2)) for picture in (one, other)]
    channels = ImageChops.difference(*soft).split()
    strongest = ImageChops.lighter(ImageChops.lighter(channels[0], channels[1]), channels[2])
    counts = strongest.histogram()
    return sum(counts[STEP + 1 :]) / (one.width * one.height)


def record(picture, path):
    """Keeps a picture as a small file: a page has few colours."""
    path.parent.mkdir(exist_ok=True)
    few = picture.convert("RGB").quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
