#!/usr/bin/env python3
"""Draw the demonstration's photographs: composed scenes with fixed seeds.

    pip install skia-python numpy Pillow
    python tools/scenes.py --into content        the pictures that records name, beside them
    python tools/scenes.py [OUT_DIR] [NAME…]     all of them, or some, as JPEG

No person, place or photograph was a model for any of them. The same call gives the same picture.
Units: every picture is 1000 high; its width follows the ratio. y grows downwards.
"""
import math
import random
import re
import sys
from pathlib import Path

import numpy as np
import skia
from PIL import Image, ImageFilter


def hexc(s):
    return tuple(int(s[i:i + 2], 16) for i in (0, 2, 4))


def mix(a, b, t):
    return tuple(x + (y - x) * t for x, y in zip(a, b))


def argb(c, a=1.0):
    r, g, b = (max(0, min(255, int(round(v)))) for v in c)
    return skia.ColorSetARGB(int(255 * max(0, min(1, a))), r, g, b)


class Light:
    """A time of day: sky from top to horizon, colour of light and of shadow, side the light comes from."""

    def __init__(self, top, low, sun, shade, haze, side=-1, tint="ffffff", glow=0.22):
        self.top, self.low, self.sun, self.shade, self.haze = map(hexc, (top, low, sun, shade, haze))
        self.side, self.tint, self.glow = side, hexc(tint), glow


LIGHTS = {
    "morning": Light("7fb2d6", "fbe9cf", "fff0cf", "3d4a6b", "e9e6dc", -1, "fff8ec", .26),
    "noon": Light("4f9bd2", "d9edf5", "fffbe9", "3a4c66", "dce9ee", -1, "ffffff", .16),
    "afternoon": Light("6aa3cf", "fde3b5", "ffe6b0", "47466a", "f2e2c6", 1, "fff3de", .28),
    "dusk": Light("3f4f86", "f3a878", "ffc792", "2e2c55", "c9909a", 1, "ffe6d6", .34),
    "night": Light("0e1733", "2f3d63", "ffdc9c", "0a1022", "28365a", 1, "dfe6ff", .42),
    "overcast": Light("a9b7bf", "e2e4e0", "f6f4ec", "4c5560", "d5d9d8", -1, "f6f9fa", .12),
    "spring": Light("8cc4de", "f4f3e2", "fff6dc", "40566a", "e4eee2", -1, "fffaf0", .24),
    "inside": Light("e9e2d2", "f6f0e2", "fff4d8", "4a4252", "efe6d6", -1, "fffaf1", .25),
    "lamp": Light("5a4638", "8a6a4c", "ffdca0", "2b2030", "a5825c", 1, "fff0dc", .34),
}
SKIN = [hexc(s) for s in ("f0cba8", "eac09a", "e2b48c", "f3d3b6", "d8a680")]
CLOTH = [hexc(s) for s in ("3f5f86", "7b8fa3", "c9b79a", "8a5a52", "58705a", "e2d8c6", "46505c", "b8866a", "7a6a8c", "a8b8a0", "d9a05b", "9fb6c8")]
TROUSER = [hexc(s) for s in ("2f3848", "4a4f58", "6b6257", "3d4d63", "574a46")]
RED, BLUE, ORANGE, GREEN = hexc("c8382e"), hexc("2f62a6"), hexc("e07b2c"), hexc("3c7d5a")


class Scene:
    def __init__(self, name, light, ratio, long_side=1680, seed=None):
        self.r = random.Random(seed or name)
        self.L = LIGHTS[light]
        self.name, self.time = name, light
        a, b = ratio
        self.pw, self.ph = (long_side, round(long_side * b / a)) if a >= b else (round(long_side * a / b), long_side)
        self.s = self.ph / 1000
        self.w = self.pw / self.s
        self.surface = skia.Surface(self.pw, self.ph)
        self.c = self.surface.getCanvas()
        self.c.clear(argb(self.L.haze))
        self.c.scale(self.s, self.s)

    # ---- strokes -------------------------------------------------------------
    def paint(self, c, a=1.0, blur=0, stroke=0, mode=None):
        p = skia.Paint(AntiAlias=True, Color=argb(c, a))
        if blur:
            p.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
        if stroke:
            p.setStyle(skia.Paint.kStroke_Style)
            p.setStrokeWidth(stroke)
            p.setStrokeCap(skia.Paint.kRound_Cap)
            p.setStrokeJoin(skia.Paint.kRound_Join)
        if mode:
            p.setBlendMode(mode)
        return p

    def grad(self, p, pts, cols, a=1.0):
        p.setShader(skia.GradientShader.MakeLinear([skia.Point(*q) for q in pts], [argb(c, a) for c in cols]))
        return p

    def rect(self, x, y, w, h, c, c2=None, a=1.0, rad=0, blur=0, horiz=False):
        p = self.paint(c, a, blur)
        if c2 is not None:
            self.grad(p, [(x, y), (x + w, y) if horiz else (x, y + h)], [c, c2], a)
        self.c.drawRoundRect(skia.Rect.MakeXYWH(x, y, w, h), rad, rad, p)

    def poly(self, pts, c, c2=None, a=1.0, blur=0, mode=None, along=None):
        path = skia.Path()
        path.addPoly([skia.Point(*q) for q in pts], True)
        p = self.paint(c, a, blur, mode=mode)
        if c2 is not None:
            self.grad(p, along or [pts[0], pts[len(pts) // 2]], [c, c2], a)
        self.c.drawPath(path, p)

    def oval(self, x, y, rx, ry, c, a=1.0, blur=0, c2=None, mode=None):
        p = self.paint(c, a, blur, mode=mode)
        if c2 is not None:
            self.grad(p, [(x + self.L.side * rx, y - ry), (x - self.L.side * rx, y + ry)], [c, c2], a)
        self.c.drawOval(skia.Rect.MakeLTRB(x - rx, y - ry, x + rx, y + ry), p)

    def line(self, pts, c, w, a=1.0, blur=0, smooth=False):
        path = skia.Path()
        path.moveTo(*pts[0])
        if smooth and len(pts) == 3:
            path.quadTo(*pts[1], *pts[2])
        else:
            for q in pts[1:]:
                path.lineTo(*q)
        self.c.drawPath(path, self.paint(c, a, blur, w))

    def dots(self, pts, c, size, a=1.0):
        p = self.paint(c, a, stroke=size)
        self.c.drawPoints(skia.Canvas.kPoints_PointMode, [skia.Point(*q) for q in pts], p)

    def lit(self, c, t):
        return mix(c, self.L.sun, t) if t >= 0 else mix(c, tuple(v * .55 for v in mix(c, self.L.shade, .65)), -t)

    def far(self, c, d):
        return mix(c, self.L.haze, d)

    def night(self):
        return self.time in ("night",)

    def cast(self, draw, x, y, kx=None, ky=.22, a=.3):
        """Draw something with the shadow that it throws on the ground; its foot is at x, y."""
        kx = -self.L.side * .55 if kx is None else kx
        rec = skia.PictureRecorder()
        keep, self.c = self.c, rec.beginRecording(skia.Rect.MakeLTRB(-3000, -3000, 5000, 5000))
        draw()
        self.c, pic = keep, rec.finishRecordingAsPicture()
        layer = skia.Paint(ImageFilter=skia.ImageFilters.Blur(5, 5),
                           ColorFilter=skia.ColorFilters.Blend(argb(self.L.shade), skia.BlendMode.kSrcIn), Alphaf=a)
        self.c.saveLayer(None, layer)
        m = skia.Matrix()
        m.setAll(1, -kx, x + kx * y - x, 0, -ky, y + ky * y, 0, 0, 1)
        self.c.concat(m)
        self.c.drawPicture(pic)
        self.c.restore()
        self.c.drawPicture(pic)

    # ---- sky, ground, water ----------------------------------------------------
    def sky(self, horizon=620, clouds=7):
        L, r = self.L, self.r
        self.rect(-5, -5, self.w + 10, horizon + 10, L.top, L.low)
        sx = self.w * (.18 if L.side < 0 else .82)
        if self.night():
            self.dots([(r.uniform(0, self.w), r.uniform(0, horizon * .6)) for _ in range(60)], (255, 255, 255), 1.6, .6)
        else:
            for k in (420, 260, 120):
                self.oval(sx, horizon * .35, k, k * .8, L.sun, .22, k * .35)
        for _ in range(clouds):
            x, y, k = r.uniform(0, self.w), r.uniform(40, horizon * .55), r.uniform(60, 170)
            for j in range(9):
                self.oval(x + r.gauss(0, k * .8), y + r.gauss(0, k * .09), k * r.uniform(.3, .7), k * r.uniform(.07, .16),
                          mix(L.low, (255, 255, 255), .55 if not self.night() else 0), .16, 14)

    def hills(self, y, n=2, c=hexc("6d8a86"), height=130):
        for i in range(n):
            pts, base = [(-10, y + 10)], y - i * 12
            ph, f = self.r.uniform(0, 6), self.r.uniform(.004, .007)
            for x in range(-10, int(self.w) + 30, 20):
                pts.append((x, base - height * (1 - .35 * i) * max(0, .55 + .45 * math.sin(x * f + ph) + .1 * math.sin(x * f * 3.1 + ph))))
            pts.append((self.w + 20, y + 10))
            self.poly(pts, self.far(c, .72 - .2 * i), self.far(c, .85 - .15 * i), along=[(0, base - height), (0, y)])

    def skyline(self, y, d=.6, n=12, hmin=80, hmax=240, c=hexc("9aa4ac")):
        r = self.r
        for _ in range(n):
            w, h, x = r.uniform(50, 110), r.uniform(hmin, hmax), r.uniform(-40, self.w)
            cc = self.far(mix(c, r.choice(CLOTH), .18), d)
            self.rect(x, y - h, w, h, self.lit(cc, .1), mix(cc, self.L.haze, .4))
            self.rect(x + (w * .7 if self.L.side < 0 else 0), y - h, w * .3, h, self.lit(cc, -.25), mix(cc, self.L.haze, .4))
            for fy in range(int(h // 20)):
                for fx in range(int(w // 14)):
                    on = self.night() and r.random() < .38
                    if on or not self.night():
                        self.rect(x + 5 + fx * 14, y - h + 8 + fy * 20, 7, 9, hexc("ffd58a") if on else self.lit(cc, -.4), a=.9 if on else .4)

    def plaza(self, y, c=hexc("bfb5a6"), vx=None, step=46):
        vx = self.w / 2 if vx is None else vx
        self.rect(-5, y, self.w + 10, 1005 - y, self.far(c, .4), self.lit(c, -.12))
        d, yy = 7.0, y
        while yy < 1000:
            self.line([(0, yy), (self.w, yy)], self.lit(c, -.5), 1.2, .35)
            yy += d
            d *= 1.28
        for i in range(-60, 60):
            self.line([(vx + i * step * .12, y), (vx + i * step * 2.6, 1000)], self.lit(c, -.5), 1.1, .28)
        for _ in range(60):
            t = self.r.random() ** .6
            self.oval(self.r.uniform(0, self.w), y + (1000 - y) * t, 30 + 120 * t, 3 + 10 * t, self.lit(c, self.r.choice((-.3, .4))), .09, 7)

    def grass(self, y, y2=1000, c=hexc("7f9f5a"), flowers=None):
        r = self.r
        self.rect(-5, y, self.w + 10, y2 - y + 5, self.far(c, .45), self.lit(c, -.25))
        for tone in (-.35, .3, -.1, .5):
            pts = []
            for _ in range(900):
                t = r.random() ** 1.4
                x, yy = r.uniform(0, self.w), y + 4 + (y2 - y) * (1 - t)
                k = 3 + 14 * (yy - y) / max(1, y2 - y)
                pts += [(x, yy), (x + r.uniform(-.4, .4) * k, yy - k)]
            self.c.drawPoints(skia.Canvas.kLines_PointMode, [skia.Point(*q) for q in pts], self.paint(self.lit(c, tone), .5, stroke=2))
        if flowers:
            self.dots([(r.uniform(0, self.w), y + (y2 - y) * r.random() ** .7) for _ in range(160)], flowers, 5, .9)

    def water(self, y, y2=1000, c=hexc("6f96a0")):
        """Water that mirrors what has been drawn above it."""
        snap = self.surface.makeImageSnapshot()
        top = max(0, 2 * y - y2)
        self.rect(-5, y, self.w + 10, y2 - y, self.far(c, .4), self.lit(c, -.25))
        self.c.save()
        self.c.clipRect(skia.Rect.MakeLTRB(0, y, self.w, y2))
        self.c.translate(0, 2 * y)
        self.c.scale(1, -1)
        p = skia.Paint(Alphaf=.62, ImageFilter=skia.ImageFilters.Blur(6, 2))
        self.c.drawImageRect(snap, skia.Rect.MakeLTRB(0, top * self.s, self.pw, y * self.s), skia.Rect.MakeLTRB(0, top, self.w, y), skia.SamplingOptions(), p)
        self.c.restore()
        for _ in range(170):
            t = self.r.random() ** .7
            yy, k = y + (y2 - y) * t, 12 + 90 * t
            x = self.r.uniform(-20, self.w)
            self.line([(x, yy), (x + k, yy)], mix(self.L.low, (255, 255, 255), .4) if self.r.random() < .6 else self.lit(c, -.5), 1 + 2.5 * t, .28)

    # ---- buildings ---------------------------------------------------------------
    def building(self, x, y, w, h, c, floors=6, bays=6, side=.22, d=0.0, lit=.35, balcony=True):
        """A block of flats standing on y; the face away from the light is darker."""
        r, sd = self.r, w * side
        fx = x + (sd if self.L.side > 0 else 0)
        fw = w - sd
        cc = self.far(c, d)
        self.rect(fx, y - h, fw, h, self.lit(cc, .22), self.lit(cc, -.08))
        sx0, sx1 = (fx, x) if self.L.side > 0 else (fx + fw, x + w)
        drop = h * .07
        self.poly([(sx0, y - h), (sx1, y - h + drop), (sx1, y - 4), (sx0, y)], self.lit(cc, -.5), self.lit(cc, -.3))
        self.rect(fx - 4, y - h - 9, fw + 8, 12, self.lit(cc, .35), self.lit(cc, -.2))
        fh, bw = h / floors, fw / bays
        for i in range(floors):
            for j in range(bays):
                wx, wy, ww, wh = fx + j * bw + bw * .17, y - h + i * fh + fh * .22, bw * .66, fh * .52
                on = self.time in ("night", "dusk") and r.random() < lit
                glass = self.lit(mix(hexc("6f8ca0"), self.L.top, r.uniform(.1, .6)), -.15)
                g1, g2 = (hexc("ffe2a6"), hexc("f0a95a")) if on else (self.far(glass, d), self.far(self.lit(glass, -.4), d))
                self.rect(wx - 2, wy - 2, ww + 4, wh + 4, self.lit(cc, .4))
                self.rect(wx, wy, ww, wh, g1, g2)
                if not on and r.random() < .5:
                    self.poly([(wx, wy), (wx + ww * .6, wy), (wx + ww * .2, wy + wh), (wx, wy + wh)], mix(self.L.low, (255, 255, 255), .3), a=.22)
                if r.random() < .4:
                    self.rect(wx, wy, ww * r.uniform(.2, .45), wh, self.far(r.choice(CLOTH), d), a=.5)
                self.line([(wx + ww / 2, wy), (wx + ww / 2, wy + wh)], self.lit(cc, .3), 2)
                self.line([(wx - 4, wy + wh + 5), (wx + ww + 4, wy + wh + 5)], self.lit(cc, -.45), 3, .6)
                if balcony and (j % 3 == 1):
                    self.rect(wx - bw * .1, wy + wh * .62, ww + bw * .2, wh * .55, self.lit(cc, .28), self.lit(cc, -.15))
                    self.line([(wx - bw * .1, wy + wh * .62), (wx + ww + bw * .1, wy + wh * .62)], self.lit(cc, .6), 3)
                    for k in range(r.randint(0, 3)):
                        self.oval(wx + r.uniform(0, ww), wy + wh * .58, 5, 5, self.far(GREEN, d))
                elif r.random() < .3:
                    self.rect(wx + ww * .3, wy + wh + 7, ww * .4, fh * .14, self.lit(hexc("dcdcd6"), -.1), self.lit(hexc("b9b9b4"), -.3))
        self.rect(fx, y - 26, fw, 26, self.lit(cc, -.3), self.lit(cc, -.5), a=.8)

    # ---- plants ------------------------------------------------------------------
    def crown(self, x, y, rx, ry, c, n=26, leaf=9, d=0.0, a=1.0):
        """Foliage as clusters of dabs, dark behind, light towards the sun."""
        r = self.r
        clusters = []
        for _ in range(n):
            t, q = r.uniform(0, math.tau), math.sqrt(r.random())
            clusters.append((x + rx * .82 * q * math.cos(t), y + ry * .82 * q * math.sin(t), min(rx, ry) * r.uniform(.25, .42)))
        for cx, cy, cr in clusters:
            self.oval(cx, cy + cr * .15, cr * .95, cr * .9, self.far(self.lit(c, -.6), d), a * .8, cr * .16)
        leaf *= .8
        for tone, dx, dy, k, m in ((-.7, 6, 10, 1.05, 50), (-.35, 2, 4, .98, 64), (.02, 0, -2, .82, 60), (.3, -4, -8, .6, 44), (.55, -7, -12, .38, 20)):
            pts = []
            for cx, cy, cr in clusters:
                for _ in range(m):
                    t, q = r.uniform(0, math.tau), math.sqrt(r.random())
                    pts.append((cx - dx * self.L.side * -1 + cr * k * q * math.cos(t), cy + dy + cr * k * q * math.sin(t)))
            self.dots(pts, self.far(self.lit(c, tone), d), leaf * r.uniform(.9, 1.15), a)

    def tree(self, x, y, h, c=hexc("6f9150"), spread=.36, d=0.0, trunk=hexc("6b5444"), leaf=None, n=30):
        r, tw = self.r, h * .035
        bark = self.far(trunk, d)
        self.poly([(x - tw, y), (x + tw, y), (x + tw * .5, y - h * .55), (x - tw * .5, y - h * .55)], self.lit(bark, .25), self.lit(bark, -.5), along=[(x - tw, y), (x + tw, y)] if self.L.side < 0 else [(x + tw, y), (x - tw, y)])
        for k in range(6):
            t = r.uniform(-1, 1)
            self.line([(x, y - h * r.uniform(.35, .52)), (x + t * h * .1, y - h * .55), (x + t * h * spread * .8, y - h * r.uniform(.6, .8))], self.lit(bark, -.3), tw * .7, smooth=True)
        self.crown(x, y - h * .7, h * spread, h * .3, c, n, leaf or max(4, h * .014), d)

    def willow(self, x, y, h, c=hexc("9db861")):
        r = self.r
        self.line([(x, y), (x - h * .03, y - h * .4), (x + h * .04, y - h * .72)], self.lit(hexc("5d4c40"), -.2), h * .055, smooth=True)
        for k in range(5):
            self.line([(x + h * .03, y - h * .6), (x + r.uniform(-.05, .1) * h, y - h * .86), (x + r.uniform(-.22, .24) * h, y - h * .9)], self.lit(hexc("5d4c40"), -.2), h * .016, smooth=True)
        for _ in range(240):
            t = r.gauss(0, .2) * h
            y0 = y - h * r.uniform(.82, .99) + abs(t) * .35
            ln, tone = h * r.uniform(.25, .62), r.choice((-.5, -.2, .1, .35, .5))
            self.line([(x + t, y0), (x + t * 1.25, y0 + ln * .3), (x + t * 1.3 + r.uniform(-8, 8), y0 + ln)], self.lit(c, tone), r.uniform(1.5, 3.4), .75, smooth=True)

    def bush(self, x, y, w, c, bloom=None, d=0.0):
        self.crown(x, y - w * .25, w * .55, w * .3, c, 14, max(4, w * .03), d)
        if bloom:
            for tone in (-.3, 0, .35):
                pts = [(x + self.r.gauss(0, w * .24), y - w * .28 + self.r.gauss(0, w * .11)) for _ in range(70)]
                self.dots(pts, self.far(self.lit(bloom, tone), d), max(5, w * .04))

    def blossom(self, x, y, k, c, a=1.0):
        """One magnolia-like flower: cupped petals on a short stem."""
        r = self.r
        for t in (-.9, .9, -.5, .5, 0):
            self.c.save()
            self.c.translate(x, y)
            self.c.rotate(math.degrees(t * .75) + r.uniform(-6, 6))
            path = skia.Path()
            path.moveTo(0, 0)
            path.cubicTo(-k * .42, -k * .3, -k * .3, -k * .9, 0, -k * 1.15)
            path.cubicTo(k * .3, -k * .9, k * .42, -k * .3, 0, 0)
            p = self.paint(c, a)
            self.grad(p, [(0, 0), (0, -k * 1.15)], [self.lit(mix(c, hexc("a8487a"), .5), -.05), mix(c, (255, 255, 255), .55)], a)
            self.c.drawPath(path, p)
            self.c.drawPath(path, self.paint(self.lit(c, -.5), .25, stroke=1.4))
            self.c.restore()
        self.oval(x, y + 2, k * .14, k * .1, hexc("6b5a3e"))

    # ---- people --------------------------------------------------------------------
    POSES = {  # hip height, lean, left hand, right hand, left foot, right foot
        "stand": (.5, 0, (-.13, -.47), (.13, -.47), (-.055, 0), (.06, 0)),
        "walk": (.5, .03, (-.15, -.5), (.17, -.54), (-.14, -.015), (.13, 0)),
        "hold": (.5, .01, (.1, -.6), (.17, -.6), (-.05, 0), (.06, 0)),
        "point": (.5, .01, (-.12, -.47), (.3, -.82), (-.06, 0), (.06, 0)),
        "raise": (.5, 0, (-.2, -1.06), (.2, -1.08), (-.07, 0), (.07, 0)),
        "wave": (.5, 0, (-.12, -.47), (.22, -1.02), (-.06, 0), (.06, 0)),
        "bend": (.46, .26, (.3, -.34), (.37, -.32), (-.1, 0), (.09, 0)),
        "dig": (.48, .15, (.18, -.5), (.3, -.4), (-.13, 0), (.12, 0)),
        "sit": (.27, 0, (.12, -.36), (.17, -.34), (.2, 0), (.26, 0)),
        "front": (.27, 0, (-.075, -.275), (.075, -.275), (-.1, 0), (.1, 0)),
        "squat": (.2, .1, (.2, -.28), (.26, -.24), (.04, 0), (.16, 0)),
        "clasp": (.5, 0, (-.01, -.53), (.02, -.53), (-.05, 0), (.05, 0)),
        "think": (.27, .04, (.12, -.34), (.1, -.63), (.2, 0), (.26, 0)),
    }

    @staticmethod
    def joint(a, b, l1, l2, sign):
        dx, dy = b[0] - a[0], b[1] - a[1]
        d = max(1e-4, min(math.hypot(dx, dy), (l1 + l2) * .999))
        t = (l1 * l1 - l2 * l2 + d * d) / (2 * d)
        q = math.sqrt(max(0, l1 * l1 - t * t)) * sign
        n = math.hypot(dx, dy) or 1
        return a[0] + dx / n * t - dy / n * q, a[1] + dy / n * t + dx / n * q

    def person(self, x, y, h, pose="stand", top=None, legs=None, skin=None, hair=None, face=1, view="front", vest=None,
               style=None, kid=False, hat=None, skirt=False, d=0.0, item=None, shadow=True, band=False, seat=True):
        """A figure whose feet are at x, y. face: 1 looks right, -1 left; view: front, side or back."""
        r = self.r
        top, legs, skin = top or r.choice(CLOTH), legs or r.choice(TROUSER), skin or r.choice(SKIN)
        hair = hair or r.choice([hexc("2a2422"), hexc("332a26"), hexc("231f22"), hexc("8d8a88"), hexc("4a3a30")])
        style = style or r.choice(["short", "short", "bob", "tail", "bun", "long"])
        top, legs, skin, hair = (self.far(v, d) for v in (top, legs, skin, hair))
        hip_h, lean, lh, rh, lf, rf = self.POSES[pose]
        wide = 1.18 if kid else 1.0
        build = r.uniform(.94, 1.1)

        def draw():
            self.c.save()
            self.c.translate(x, y)
            self.c.scale(h * face, h)
            s = self.L.side * face  # where the light is, in the figure's own frame
            hip = (0, -hip_h)
            tl = .335
            neck = (lean, -hip_h - math.sqrt(max(.01, tl * tl - lean * lean)))
            sh = .098 * build * (wide if view != "side" else .9 * wide)
            hw = .074 * build * wide
            ls, rs = (neck[0] - sh * .86, neck[1] + .028), (neck[0] + sh * .86, neck[1] + .028)
            dark, mid, light = (lambda c: self.lit(c, -.38)), (lambda c: c), (lambda c: self.lit(c, .28))

            def limb(a, b, e, w1, w2, c):
                self.line([a, b], c, w1)
                self.line([b, e], c, w2)
                o = s * w2 * .22
                self.line([(a[0] + o, a[1]), (b[0] + o, b[1]), (e[0] + o, e[1])], light(c), w2 * .3, .45)

            def arm(a, e, c, back):
                out = 1 if a[0] < neck[0] else -1
                bend = -out if e[1] < a[1] - .1 else 1 if view == "side" or pose in ("hold", "bend", "dig", "sit", "squat", "think", "point") else out
                b = self.joint(a, e, .165, .16, bend)
                limb(a, b, e, .064 * wide, .05 * wide, dark(c) if back else c)
                self.oval(e[0], e[1], .024, .027, self.lit(skin, -.16) if back else skin)

            def leg(a, f, c, back):
                b = self.joint(a, (f[0], f[1] - .03), .24, .236, -1)
                if pose == "front":
                    b = (f[0] * 1.15, -hip_h + .02)
                cc = dark(c) if back else c
                if skirt:
                    limb(a, b, (f[0], f[1] - .03), .05, .042, self.lit(skin, -.16) if back else skin)
                else:
                    limb(a, b, (f[0], f[1] - .03), .088 * wide, .066 * wide, cc)
                self.c.drawRoundRect(skia.Rect.MakeLTRB(f[0] - .03, f[1] - .035, f[0] + .06, f[1]), .02, .02, self.paint(self.lit(hexc("3a3634"), -.2 if back else .05)))

            seated = pose in ("sit", "think")
            leg((hip[0] - .03, hip[1]), lf, legs, True)
            if not seated:
                leg((hip[0] + .03, hip[1]), rf, legs, False)
            arm(ls, lh, top, True)
            if view == "back":
                arm(rs, rh, top, False)
            if style in ("long", "tail") and view != "back":
                self.line([(neck[0] - .01, neck[1] - .1), (neck[0] - .03, neck[1] + (.07 if style == "long" else .04))], hair, .085 if style == "long" else .05)
            path = skia.Path()
            path.moveTo(neck[0] - .03, neck[1] - .005)
            path.cubicTo(ls[0] - .005, ls[1] - .03, ls[0] - .02, ls[1] + .02, ls[0] - .008, ls[1] + .06)
            path.cubicTo(hip[0] - hw * .95, hip[1] - .14, hip[0] - hw, hip[1] - .06, hip[0] - hw * 1.05, hip[1] + .03)
            if skirt and not seated:
                path.lineTo(hip[0] - hw * 1.7, hip[1] + .2)
                path.lineTo(hip[0] + hw * 1.7, hip[1] + .2)
            path.lineTo(hip[0] + hw * 1.05, hip[1] + .03)
            path.cubicTo(hip[0] + hw, hip[1] - .06, hip[0] + hw * .95, hip[1] - .14, rs[0] + .008, rs[1] + .06)
            path.cubicTo(rs[0] + .02, rs[1] + .02, rs[0] + .005, rs[1] - .03, neck[0] + .03, neck[1] - .005)
            path.close()

            def cloth(c):
                a, b = (-.12, .12) if s < 0 else (.12, -.12)
                return self.grad(self.paint(c), [(neck[0] + a, 0), (neck[0] + b, 0)], [light(c), self.lit(c, -.32)])

            self.c.drawPath(path, cloth(top))
            self.line([(neck[0] + .01, neck[1] + .12), (hip[0] + .02, hip[1] - .04)], dark(top), .006, .5)
            if vest is not None:
                v = self.far(vest, d)
                self.c.save()
                self.c.clipPath(path, True)
                self.c.drawRect(skia.Rect.MakeLTRB(neck[0] - sh * .82 - .02, neck[1] - .03, neck[0] + sh * .82 + .02, hip[1] + .02), cloth(v))
                if view != "back":
                    self.poly([(neck[0] - .026, neck[1] - .03), (neck[0] + .026, neck[1] - .03), (neck[0] + .004, neck[1] + .13), (neck[0] - .004, neck[1] + .13)], self.lit(top, .2))
                    self.line([(neck[0], neck[1] + .13), (hip[0], hip[1])], dark(v), .007, .8)
                    self.rect(neck[0] + .03, neck[1] + .075, .034, .026, (250, 245, 235), a=.9)
                else:
                    self.rect(neck[0] - .05, neck[1] + .09, .1, .035, (250, 245, 235), a=.85)
                self.c.restore()
            if seated:
                leg((hip[0] + .03, hip[1]), rf, legs, False)
            k = 1.36 if kid else 1.0
            hr = .062 * k
            hx, hy = neck[0] + lean * .25, neck[1] - .045 - hr * .95
            self.line([(neck[0], neck[1] + .01), (hx, hy + hr * .6)], self.lit(skin, -.18), .05)
            if view == "back":
                self.oval(hx, hy, hr, hr * 1.12, self.lit(hair, .12), c2=self.lit(hair, -.3))
                if style in ("long", "tail"):
                    self.line([(hx, hy), (hx, neck[1] + .07)], self.lit(hair, .05), .075 if style == "long" else .04)
                if style == "bun":
                    self.oval(hx, hy - hr * .9, hr * .4, hr * .4, hair)
                self.oval(hx - s * -hr * .9, hy + .01, .01, .016, self.lit(skin, -.1))
            else:
                off = hr * (.3 if view == "side" else .08)
                self.oval(hx - off, hy - hr * .05, hr * 1.07, hr * 1.14, hair)
                self.oval(hx + off * .9, hy + hr * .1, hr * .86, hr * 1.0, self.lit(skin, .18), c2=self.lit(skin, -.12))
                cap = skia.Path()
                cap.moveTo(hx - hr * 1.06, hy + hr * (.55 if style in ("bob", "long") else .1))
                cap.cubicTo(hx - hr * 1.15, hy - hr * 1.3, hx + hr * 1.1, hy - hr * 1.45, hx + hr * (.95 if view == "front" else .7), hy - hr * (.15 if style in ("bob", "long") else .4))
                cap.cubicTo(hx + hr * .5, hy - hr * .75, hx - hr * .2, hy - hr * .55, hx - hr * .62, hy - hr * .25)
                cap.close()
                self.c.drawPath(cap, self.paint(hair))
                self.line([(hx + s * hr * .55, hy - hr * .95), (hx + s * hr * .2, hy - hr * 1.1)], self.lit(hair, .5), .012, .5)
                if style == "bun":
                    self.oval(hx - hr * .55, hy - hr * 1.0, hr * .42, hr * .4, hair)
                if h * self.s > 330:
                    ex = hx + off * 1.6
                    for q in ((-.3, .3) if view == "front" else (.32,)):
                        self.line([(ex + q * hr - .007, hy + hr * .06), (ex + q * hr + .007, hy + hr * .06)], self.lit(hexc("3a2a26"), -.1), .008, .8)
                    self.line([(ex + .004 - .01, hy + hr * .56), (ex + .012, hy + hr * .555)], hexc("a4605a"), .007, .65)
                    self.oval(ex + s * hr * .4, hy + hr * .36, hr * .2, hr * .13, hexc("e58f7c"), .28, .006)
            if hat:
                hc = self.far(hat, d)
                self.c.save()
                self.c.clipRect(skia.Rect.MakeLTRB(-1, -2, 1, hy - hr * .25))
                self.oval(hx, hy - hr * .2, hr * 1.17, hr * 1.17, self.lit(hc, .25), c2=self.lit(hc, -.3))
                self.c.restore()
                self.line([(hx - hr * 1.1, hy - hr * .25), (hx + hr * 1.55, hy - hr * .22)], self.lit(hc, -.25), .018)
            if view != "back":
                arm(rs, rh, top, False)
            if band:
                b = self.joint(rs, rh, .165, .16, -1)
                q = mix(rs, b, .45)
                self.line([(q[0] - .028, q[1]), (q[0] + .028, q[1] + .004)], RED, .045)
            if item == "book":
                m = ((lh[0] + rh[0]) / 2 + .03, rh[1] - .02)
                self.poly([(m[0] - .07, m[1] - .05), (m[0], m[1] - .02), (m[0], m[1] + .05), (m[0] - .07, m[1] + .02)], self.lit((250, 246, 236), .1))
                self.poly([(m[0], m[1] - .02), (m[0] + .07, m[1] - .05), (m[0] + .07, m[1] + .02), (m[0], m[1] + .05)], (236, 228, 212))
            elif item == "paper":
                self.poly([(rh[0] - .04, rh[1] - .08), (rh[0] + .05, rh[1] - .1), (rh[0] + .06, rh[1] + .02), (rh[0] - .03, rh[1] + .04)], (250, 246, 236), (226, 220, 208))
            elif item == "bag":
                self.line([(rh[0], rh[1]), (rh[0] - .03, rh[1] + .06)], dark(top), .008)
                self.rect(rh[0] - .07, rh[1] + .05, .13, .13, self.lit(r.choice(CLOTH), .2), self.lit(r.choice(CLOTH), -.2), rad=.02)
            elif item == "spade":
                self.line([(lh[0] - .06, lh[1] - .12), (rh[0] + .16, -.04)], hexc("9b7650"), .022)
                self.poly([(rh[0] + .11, -.1), (rh[0] + .2, -.06), (rh[0] + .2, .04), (rh[0] + .13, .02)], hexc("70767c"), hexc("b5bcc2"))
            elif item == "phone":
                self.rect(rh[0] - .015, rh[1] - .06, .034, .066, (40, 44, 52), rad=.008)
            elif item == "broom":
                self.line([(rh[0] - .05, rh[1] - .3), (rh[0] + .12, -.06)], hexc("b08a58"), .016)
                self.poly([(rh[0] + .09, -.1), (rh[0] + .14, -.1), (rh[0] + .22, 0), (rh[0] + .06, 0)], hexc("c7a45a"), hexc("8d6c34"))
            elif item == "box":
                self.rect(rh[0] - .12, rh[1] - .11, .2, .14, hexc("c99c66"), hexc("a57c4c"), rad=.005)
                self.rect(rh[0] - .04, rh[1] - .11, .03, .14, hexc("e6d2a8"))
            elif item == "net":
                self.line([(lh[0] - .1, lh[1] - .05), (rh[0] + .55, rh[1] + .25)], hexc("b8a27a"), .014)
                self.oval(rh[0] + .6, rh[1] + .28, .08, .04, hexc("4f8a6a"), .8)
            self.c.restore()

        if seat and pose in ("sit", "think"):
            for q in (-.1, .07):
                self.rect(x + h * (q if face > 0 else -q) - h * .012, y - h * .23, h * .024, h * .22, self.lit(hexc("7a5a3c"), -.3))
            self.rect(x - h * .12, y - h * .245, h * .24, h * .035, self.lit(hexc("8f6a46"), .1), self.lit(hexc("6a4a2e"), -.1), rad=3)
        if shadow:
            self.oval(x, y, h * .16, h * .022, self.L.shade, .35, 5)
            self.cast(draw, x, y)
        else:
            draw()

    def crowd(self, x0, x1, y, h, n, view="mix", vest=None, kid=False, d=0.0, poses=("stand", "hold", "walk", "clasp")):
        """People side by side, evenly scattered, the far ones first."""
        spots = sorted((y + self.r.uniform(-.06, .06) * h, x0 + (i + .5 + self.r.uniform(-.22, .22)) * (x1 - x0) / n) for i in range(n))
        for yy, x in spots:
            v = self.r.choice(("front", "side", "back")) if view == "mix" else view
            self.person(x, yy, h * self.r.uniform(.92, 1.05), self.r.choice(poses), view=v, face=self.r.choice((-1, 1)), vest=vest, kid=kid, d=d)

    # ---- things -----------------------------------------------------------------------
    def greek(self, x, y, w, h, c, n):
        """Marks in the rhythm of Han characters, for banners and notices that nobody is to read."""
        r, k = self.r, w / n
        for i in range(n):
            cx, cy, q = x + i * k + k * .14, y + h * .18, min(k * .72, h * .64)
            for _ in range(3):
                yy = cy + q * r.uniform(0, 1)
                self.line([(cx, yy), (cx + q, yy)], c, q * .1)
            xx = cx + q * r.uniform(.25, .75)
            self.line([(xx, cy), (xx, cy + q)], c, q * .11)
            if r.random() < .6:
                self.line([(cx + q * .5, cy + q * .4), (cx + q * r.choice((.05, .95)), cy + q)], c, q * .09)

    def banner(self, x, y, w, h, c=RED, n=12):
        self.rect(x, y, w, h, self.lit(c, .1), self.lit(c, -.22))
        for i in range(int(w // 60)):
            self.rect(x + i * 60 + self.r.uniform(0, 20), y, 18, h, self.lit(c, self.r.choice((-.3, .25))), a=.25, blur=6)
        self.greek(x + w * .06, y, w * .88, h, (255, 244, 214), n)

    def table(self, x, y, w, h, c=hexc("b98d5e"), cloth=None, depth=34):
        """A table whose front edge is at y - h."""
        top = y - h
        self.oval(x + w / 2, y, w * .52, 14, self.L.shade, .3, 9)
        for lx in (x + w * .05, x + w * .93):
            self.rect(lx, top, w * .018 + 5, h, self.lit(c, -.4))
        self.poly([(x + depth * .7, top - depth), (x + w - depth * .7, top - depth), (x + w, top), (x, top)], self.lit(cloth or c, .3), self.lit(cloth or c, .02), along=[(0, top - depth), (0, top)])
        if cloth:
            self.rect(x, top, w, h * .78, self.lit(cloth, -.05), self.lit(cloth, -.4))
            for i in range(int(w // 26)):
                self.rect(x + i * 26 + 8, top + 6, 6, h * .72, self.lit(cloth, -.4), a=.25, blur=3)
        else:
            self.rect(x, top, w, 12, self.lit(c, -.2))

    def canopy(self, x, y, w, h, c):
        """A stall's tent: a peaked roof on four posts; posts stand on y."""
        ty = y - h
        for px in (x + 4, x + w - 8):
            self.rect(px, ty, 6, h, self.lit(hexc("d7dadc"), -.2))
        self.poly([(x - 10, ty), (x + w * .5, ty - h * .32), (x + w + 10, ty)], self.lit(c, .28), self.lit(c, -.25), along=[(x, ty), (x + w, ty)] if self.L.side < 0 else [(x + w, ty), (x, ty)])
        self.poly([(x + w * .5, ty - h * .32), (x + w * .72, ty), (x + w * .3, ty)], self.lit(c, .15), a=.5)
        n = 9
        for i in range(n):
            q = x - 10 + (w + 20) * i / n
            self.c.drawArc(skia.Rect.MakeXYWH(q, ty - 14, (w + 20) / n, 34), 0, 180, True, self.paint(self.lit(c if i % 2 else (248, 244, 236), -.08)))
        self.rect(x - 10, ty - 3, w + 20, 6, self.lit(c, -.3))

    def bench(self, x, y, w, c=hexc("9a7048")):
        for k in (0, 1, 2):
            self.rect(x, y - 64 + k * 12, w, 8, self.lit(c, .2 - .15 * k))
        self.rect(x - 4, y - 30, w + 8, 10, self.lit(c, .1))
        for lx in (x + w * .08, x + w * .88):
            self.rect(lx, y - 64, 8, 64, self.lit(hexc("55585a"), -.2))

    def stool(self, x, y, c):
        self.poly([(x - 22, y - 44), (x + 22, y - 44), (x + 28, y), (x - 28, y)], self.lit(c, .1), self.lit(c, -.4))
        self.rect(x - 24, y - 50, 48, 9, self.lit(c, .3), rad=3)

    def books(self, x, y, w, h):
        """A row of books standing on y."""
        r, q = self.r, x
        while q < x + w - 8:
            bw, bh = r.uniform(7, 17), h * r.uniform(.62, .94)
            if r.random() < .06:
                q += bw * 2
                continue
            c = self.lit(mix(r.choice(CLOTH + [RED, BLUE, GREEN, hexc("e8dfcc"), hexc("d7b25e")]), (235, 225, 205), .15), r.uniform(-.25, .2))
            bw = min(bw, x + w - q)
            self.rect(q, y - bh, bw - 1, bh, self.lit(c, .15), self.lit(c, -.22), horiz=True)
            self.rect(q + 1, y - bh * .82, bw - 3, bh * .1, self.lit(c, .55), a=.7)
            q += bw

    def shelf(self, x, y, w, h, rows=5, c=hexc("a67c52"), fill=None):
        self.rect(x, y - h, w, h, self.lit(c, -.6), self.lit(c, -.7))
        rh = h / rows
        for i in range(rows):
            yy = y - h + (i + 1) * rh
            (fill or self.books)(x + 10, yy - 8, w - 20, rh - 14)
            self.rect(x + 8, yy - h / rows + 2, w - 16, 16, self.L.shade, a=.35, blur=6)
            self.rect(x, yy - 8, w, 9, self.lit(c, .28), self.lit(c, -.1))
        for q in (x, x + w - 9):
            self.rect(q, y - h, 9, h, self.lit(c, .2), self.lit(c, -.15))
        self.rect(x - 4, y - h - 8, w + 8, 12, self.lit(c, .35), self.lit(c, -.05))

    def goods(self, x, y, w, h):
        r, q = self.r, x
        while q < x + w - 22:
            kind, c = r.choice(("box", "box", "bottle", "bag")), r.choice(CLOTH + [RED, BLUE, GREEN, ORANGE, hexc("f0e6d0")])
            k = r.randint(2, 4)
            bw = r.uniform(20, 34)
            for _ in range(k):
                if q + bw > x + w:
                    break
                if kind == "box":
                    self.rect(q, y - h * .72, bw - 3, h * .72, self.lit(c, .25), self.lit(c, -.2), rad=2)
                    self.rect(q + 3, y - h * .5, bw - 9, h * .2, (250, 246, 236), a=.8)
                elif kind == "bottle":
                    self.rect(q + 3, y - h * .62, bw - 9, h * .62, self.lit(c, .3), self.lit(c, -.25), rad=7, horiz=True)
                    self.rect(q + bw * .3, y - h * .8, bw * .28, h * .2, (245, 240, 230), rad=2)
                else:
                    self.rect(q, y - h * .8, bw - 2, h * .8, self.lit(hexc("efe7d6"), .1), self.lit(hexc("c9bda4"), -.1), rad=6)
                    self.oval(q + bw / 2 - 1, y - h * .4, bw * .26, h * .18, c, .85)
                q += bw
            q += 5

    def ebike(self, x, y, k, c, flip=1):
        self.c.save()
        self.c.translate(x, y)
        self.c.scale(k * flip, k)
        for wx in (-62, 62):
            self.c.drawCircle(wx, -27, 25, self.paint((30, 30, 34), stroke=8))
            self.c.drawCircle(wx, -27, 14, self.paint((150, 155, 160), stroke=3))
        body = skia.Path()
        body.moveTo(-84, -50)
        body.cubicTo(-70, -82, -24, -76, -14, -58)
        body.cubicTo(-6, -36, 18, -36, 30, -44)
        body.cubicTo(34, -86, 40, -104, 52, -116)
        body.lineTo(62, -112)
        body.cubicTo(58, -84, 66, -60, 84, -48)
        body.cubicTo(70, -58, 54, -52, 46, -30)
        body.lineTo(-36, -26)
        body.cubicTo(-48, -46, -66, -54, -84, -50)
        self.c.drawPath(body, self.grad(self.paint(c), [(0, -116), (0, -26)], [self.lit(c, .4), self.lit(c, -.35)]))
        self.rect(-78, -90, 72, 16, (38, 36, 40), (70, 68, 72), rad=8)
        self.line([(54, -114), (42, -136)], (60, 62, 66), 6)
        self.line([(36, -136), (56, -134)], (40, 40, 44), 7)
        self.oval(64, -100, 7, 8, hexc("fff4c8"))
        self.c.restore()

    def lantern(self, x, y, k):
        self.oval(x, y, k * 2.6, k * 2.4, hexc("ff8a50"), .18, k)
        self.oval(x, y, k, k * .86, hexc("e8482f"), c2=hexc("b52a20"))
        self.line([(x, y + k * .86), (x, y + k * 1.5)], hexc("e8b23c"), 3)
        self.line([(x, y - k * 1.5), (x, y - k * .86)], hexc("5a3a28"), 2)

    def pavilion(self, x, y, w, h, c=hexc("9c3f30")):
        """A pavilion with an up-curved roof; its columns stand on y."""
        ty = y - h * .62
        self.oval(x, y, w * .56, 20, self.L.shade, .3, 10)
        self.rect(x - w * .5, y - 14, w, 18, self.lit(hexc("c4bbae"), .1), self.lit(hexc("a39a8c"), -.2))
        for q in (-.3, .3, -.42, .42):
            self.rect(x + w * q - 7, ty, 14, h * .62 - 12, self.lit(c, .25 if q < 0 else -.1), self.lit(c, -.35), horiz=True)
        self.rect(x - w * .44, ty + 2, w * .88, 16, self.lit(c, .1), self.lit(c, -.3))
        self.rect(x - w * .4, y - h * .2, w * .3, 9, self.lit(c, .1))
        self.rect(x + w * .1, y - h * .2, w * .3, 9, self.lit(c, -.1))
        p = skia.Path()
        p.moveTo(x - w * .66, ty - 2)
        p.quadTo(x - w * .3, ty - 12, x - w * .05, y - h)
        p.lineTo(x + w * .05, y - h)
        p.quadTo(x + w * .3, ty - 12, x + w * .66, ty - 2)
        p.quadTo(x, ty + 22, x - w * .66, ty - 2)
        tile = hexc("59636b")
        self.c.drawPath(p, self.grad(self.paint(tile), [(x - w * .6, 0), (x + w * .6, 0)][::-self.L.side], [self.lit(tile, .35), self.lit(tile, -.45)]))
        for i in range(-9, 10):
            self.line([(x + i * w * .005, y - h + 3), (x + i * w * .03, ty - 22 + abs(i) * .2), (x + i * w * .066, ty + 6 - abs(i))], self.lit(tile, -.5), 2.2, .5, smooth=True)
        self.oval(x, y - h - 8, 9, 15, self.lit(hexc("d0a040"), .2))

    # ---- rooms --------------------------------------------------------------------------
    def room(self, wall=hexc("e8dcc4"), floor=hexc("b08a62"), back=(.2, .12, .8, .62), beams=True, planks=True):
        w, L = self.w, self.L
        x0, y0, x1, y1 = back[0] * w, back[1] * 1000, back[2] * w, back[3] * 1000
        self.poly([(0, 0), (w, 0), (x1, y0), (x0, y0)], self.lit(wall, .35), self.lit(wall, .05), along=[(0, 0), (0, y0)])
        self.poly([(0, 0), (x0, y0), (x0, y1), (0, 1000)], self.lit(wall, -.2 if L.side < 0 else .15), self.lit(wall, -.05), along=[(0, 0), (x0, 0)])
        self.poly([(w, 0), (x1, y0), (x1, y1), (w, 1000)], self.lit(wall, .15 if L.side < 0 else -.2), self.lit(wall, -.05), along=[(w, 0), (x1, 0)])
        self.rect(x0, y0, x1 - x0, y1 - y0, self.lit(wall, .2), self.lit(wall, -.06))
        self.poly([(0, 1000), (x0, y1), (x1, y1), (w, 1000)], self.lit(floor, -.28), self.lit(floor, .2), along=[(0, 1000), (0, y1)])
        vx, vy = w / 2, y0 + (y1 - y0) * .45
        if planks:
            self.c.save()
            self.c.clipRect(skia.Rect.MakeLTRB(0, y1, w, 1000))
            for i in range(-26, 27):
                self.line([(vx + i * 20, y1 - (y1 - vy) * .0), (vx + i * 20 * (1000 - vy) / (y1 - vy), 1000)], self.lit(floor, -.5), 1.6, .35)
            self.c.restore()
        for pts in ([(x0, y0), (x0, y1)], [(x1, y0), (x1, y1)], [(x0, y1), (x1, y1)], [(0, 1000), (x0, y1)], [(x1, y1), (w, 1000)]):
            self.line(pts, self.lit(wall, -.45), 5, .5, 3)
        if beams:
            for k in range(3):
                q = (.2 + .22 * k) * w if L.side < 0 else (.8 - .22 * k) * w
                self.poly([(q, y1 + 40 + 70 * k), (q + 120, y1 + 30 + 70 * k), (q + 190 * -L.side, y1 + 130 + 80 * k), (q + 60 * -L.side - 60, y1 + 150 + 80 * k)], L.sun, a=.34, blur=16)
        return x0, y0, x1, y1

    def window(self, x, y, w, h, panes=2, view=None):
        self.rect(x - 9, y - 9, w + 18, h + 18, self.lit(hexc("f2ece0"), .2), self.lit(hexc("cfc6b4"), -.1))
        if self.night() or self.time == "lamp":
            self.rect(x, y, w, h, hexc("16213f"), hexc("3b4a74"))
            for _ in range(18):
                self.rect(x + self.r.uniform(4, w - 10), y + self.r.uniform(h * .35, h - 12), 6, 7, hexc("ffd58a"), a=.8)
        else:
            self.rect(x, y, w, h, hexc("bfe0ee"), hexc("f4f6ea"))
            self.c.save()
            self.c.clipRect(skia.Rect.MakeXYWH(x, y, w, h))
            for _ in range(4):
                self.crown(x + self.r.uniform(0, w), y + h * self.r.uniform(.6, 1), w * .25, h * .25, hexc("8fb070"), 8, 9, .35)
            self.c.restore()
        for i in range(1, panes):
            self.rect(x + w * i / panes - 4, y, 8, h, hexc("f2ece0"), hexc("d8cfbe"))
        self.rect(x, y + h * .32, w, 6, hexc("efe8da"))
        if not self.night():
            self.oval(x + w / 2, y + h / 2, w * .8, h * .75, self.L.sun, .28, 50)

    def lamp(self, x, y, k=26):
        self.line([(x, 0), (x, y - k)], (70, 66, 64), 3)
        self.poly([(x - k * .5, y - k), (x + k * .5, y - k), (x + k * 1.3, y), (x - k * 1.3, y)], hexc("d8a860"), hexc("8f6a38"))
        self.oval(x, y + 4, k, k * .3, hexc("fff0c0"))
        self.oval(x, y + k * 2, k * 5, k * 4.2, hexc("ffdc98"), .2, k * 1.8)

    def plant(self, x, y, k):
        self.poly([(x - k * .3, y - k * .5), (x + k * .3, y - k * .5), (x + k * .22, y), (x - k * .22, y)], self.lit(hexc("c8c0b4"), .1), self.lit(hexc("8f867a"), -.2))
        for _ in range(22):
            t = self.r.uniform(-1, 1)
            self.line([(x, y - k * .5), (x + t * k * .4, y - k * 1.3), (x + t * k * .9, y - k * self.r.uniform(.8, 1.7))], self.lit(GREEN, self.r.uniform(-.4, .4)), k * .07, smooth=True)

    # ---- the darkroom -----------------------------------------------------------------------
    def develop(self):
        """Light bleeding, a gentle curve, vignette and grain."""
        im = Image.fromarray(self.surface.toarray(colorType=skia.kRGBA_8888_ColorType)[:, :, :3])
        small = im.resize((self.pw // 6, self.ph // 6), Image.BILINEAR)
        a = np.asarray(im, dtype=np.float32) / 255
        g = np.asarray(small, dtype=np.float32) / 255
        bright = np.clip((g - .62) / .38, 0, 1) * g
        bloom = Image.fromarray((bright * 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(self.pw / 150)).resize(im.size, Image.BICUBIC)
        soft = small.filter(ImageFilter.GaussianBlur(self.pw / 260)).resize(im.size, Image.BICUBIC)
        bl, so = np.asarray(bloom, dtype=np.float32) / 255, np.asarray(soft, dtype=np.float32) / 255
        a = 1 - (1 - a) * (1 - bl * self.L.glow)
        a = a * .86 + .14 * np.where(so < .5, 2 * a * so, 1 - 2 * (1 - a) * (1 - so))
        yy, xx = np.mgrid[0:self.ph, 0:self.pw].astype(np.float32)
        u, v = xx / self.pw - .5, yy / self.ph - .5
        a *= (1 - .42 * (u * u + v * v))[..., None]
        a *= np.array(self.L.tint, dtype=np.float32) / 255
        a += (self.L.side * u * .07)[..., None] * np.array([1, .86, .5], dtype=np.float32)
        a = np.clip(a, 0, 1)
        a = a * .82 + .18 * (a * a * (3 - 2 * a))
        rng = np.random.default_rng(sum(map(ord, self.name)))
        n = rng.normal(0, 1, (self.ph // 2 + 1, self.pw // 2 + 1)).astype(np.float32)
        n = np.asarray(Image.fromarray(n).resize(im.size, Image.BICUBIC))
        a += (n * .0105 * (1 - .5 * a.mean(axis=2)))[..., None]
        return Image.fromarray((np.clip(a, 0, 1) * 255 + .5).astype(np.uint8))


# ---- the scenes: a function draws on a Scene; PICTURES below says which, when and how large -------

def estate(s, y=600, kinds=3, d=.25, hill=False):
    """The background of most outdoor scenes: sky, far towers, two or three blocks."""
    s.sky(y)
    if hill:
        s.hills(y)
    s.skyline(y + 4, .72, 10, 60, 190)
    tones = [hexc(q) for q in ("d9c7ad", "c9aa98", "d6d2c6", "bfc4c0", "d8b7a0")]
    x = -80
    for i in range(kinds):
        w = s.w * s.r.uniform(.3, .42)
        s.building(x, y + 6, w, s.r.uniform(270, 420), s.r.choice(tones), s.r.randint(5, 6), s.r.randint(4, 6), d=d)
        x += w + s.r.uniform(.02, .12) * s.w
    for i in range(7):
        s.bush(s.r.uniform(0, s.w), y + 14, s.r.uniform(70, 150), hexc("6f8d55"), d=.25)


def planting(s):
    estate(s, 520, 3, .4, True)
    s.grass(520, 1000, hexc("8c9a5c"))
    for i in range(4):
        s.tree(s.w * (.08 + .29 * i), 600, 230, hexc("a9bd6a"), .22, .3, n=12)
    for x, y, k in ((.2, 800, 1), (.47, 760, .9), (.74, 830, 1.1)):
        X = s.w * x
        s.oval(X, y, 95 * k, 24 * k, hexc("5d4632"), c2=hexc("7d5f43"))
        s.oval(X - 60 * k, y + 8, 50 * k, 22 * k, hexc("7a5a3c"))
        s.cast(lambda: (s.line([(X, y), (X + 4, y - 210 * k), (X - 2, y - 330 * k)], hexc("6a5140"), 9 * k), s.crown(X, y - 300 * k, 62 * k, 85 * k, hexc("9cb765"), 9, 8)), X, y)
        s.person(X - 120 * k, y + 30, 290 * k, "dig", vest=RED, view="side", item="spade", face=1)
        s.person(X + 105 * k, y + 10, 280 * k, "bend", view="side", face=-1)
    s.person(s.w * .92, 930, 240, "hold", kid=True, face=-1, view="side", top=hexc("e0a94a"))
    s.person(s.w * .06, 950, 320, "walk", view="back", item="bag", vest=RED)


def market(s, close=False):
    estate(s, 500, 3, .3)
    s.plaza(500)
    for i in range(3):
        s.tree(s.w * (.12 + .38 * i), 560, 330, hexc("88a85a"), .3, .15)
    k = 1.25 if close else 1
    n = max(2, int(s.w / (330 * k)))
    for i in range(n):
        x, y, w = s.w * (i + .07) / n, 740, s.w / n * .84
        c = (RED, hexc("2f6f9a"), hexc("d7932f"), hexc("4c8a62"), hexc("8a5a8c"))[i % 5]
        s.cast(lambda: s.canopy(x, y, w, 260 * k, c), x + w / 2, y, ky=.12)
        s.person(x + w * .35, y - 4, 225 * k, "hold", vest=RED, item="paper")
        s.person(x + w * .66, y - 6, 220 * k, "clasp", vest=RED if i % 2 else BLUE)
        s.table(x + 14, y + 20, w - 28, 92 * k, cloth=mix(c, (245, 240, 230), .25))
        for j in range(7):
            q = x + 40 + j * (w - 90) / 7
            s.rect(q, y - 92 * k - s.r.uniform(-8, 12), 26, 18, s.r.choice(CLOTH), rad=3)
    s.crowd(60, s.w - 60, 880, 285 * k, int(6 / k), poses=("walk", "stand", "hold"))
    s.person(s.w * .18, 985, 330 * k, "walk", view="back", item="bag", style="bob", face=1)
    s.person(s.w * .84, 980, 215, "walk", kid=True, view="side", face=-1, top=hexc("e3b23f"))


def haircut(s):
    estate(s, 470, 2, .4)
    s.plaza(470)
    s.tree(s.w * .84, 560, 460, hexc("7fa152"), .36)
    s.cast(lambda: s.canopy(s.w * .06, 760, s.w * .62, 440, BLUE), s.w * .3, 760, ky=.1)
    s.stool(s.w * .38, 920, hexc("a34a3c"))
    s.person(s.w * .38, 930, 470, "front", top=hexc("e9edf0"), legs=hexc("e9edf0"), hair=hexc("9a9896"), style="short")
    s.poly([(s.w * .38 - 84, 690), (s.w * .38 + 84, 690), (s.w * .38 + 120, 850), (s.w * .38 - 120, 850)], s.lit(hexc("dfe6ea"), .2), s.lit(hexc("b5c0c8"), -.1))
    s.person(s.w * .57, 940, 540, "hold", vest=RED, view="side", face=-1, style="short", hair=hexc("2a2422"))
    s.crowd(s.w * .72, s.w * .96, 880, 420, 2, "front", poses=("clasp", "stand"))
    s.person(s.w * .12, 900, 410, "clasp", style="bun", hair=hexc("8d8a88"))


def reading_room(s, kids=False):
    wall = hexc("e9dec8") if s.time != "night" else hexc("a98d68")
    x0, y0, x1, y1 = s.room(wall, hexc("b58c60"), (.16, .1, .84, .6))
    s.window((x0 + x1) / 2 - 120, y0 + 70, 240, 300, 3)
    for q in (x0 + 12, x1 - 12 - (x1 - x0) * .28):
        s.shelf(q, y1, (x1 - x0) * .28, 400, 5)
    for side in (0, 1):
        for k in range(2):
            w = 120 + 70 * k
            q = 8 - 30 * k if side == 0 else s.w - w - 8 + 30 * k
            s.shelf(q, 700 + 130 * k, w, 470 + 130 * k, 6)
    for k in range(3):
        s.lamp(s.w * (.3 + .2 * k), 150, 26)
    s.table(s.w * .3, 720, s.w * .4, 80)
    for i, x in enumerate((.33, .46, .58, .68)):
        s.person(s.w * x, 760, 250, ("sit", "think")[i % 2], view="side", face=1 if i < 2 else -1, item="book", kid=kids and i % 2)
    s.table(s.w * .2, 930, s.w * .52, 120, depth=60)
    for i in range(5):
        q = s.w * (.26 + .09 * i)
        s.poly([(q, 780), (q + 44, 776), (q + 56, 796), (q + 6, 800)], (250, 246, 236), (222, 214, 198))
    s.person(s.w * .17, 990, 400, "sit", view="side", face=1, item="book", kid=kids)
    s.person(s.w * .79, 990, 400, "think", view="side", face=-1, item="book")
    s.plant(s.w * .94, 990, 120)


def council(s):
    s.sky(430)
    estate(s, 430, 2, .55)
    s.grass(430, 1000, hexc("88a060"))
    s.poly([(s.w * .1, 1000), (s.w * .3, 640), (s.w * .72, 640), (s.w * .95, 1000)], hexc("cbbfae"), hexc("b3a491"))
    s.tree(s.w * .5, 680, 760, hexc("6c8f4a"), .56, n=60, leaf=10)
    for _ in range(40):
        s.oval(s.r.uniform(.1, .9) * s.w, s.r.uniform(690, 980), 30, 9, s.L.sun, .22, 6)
    s.table(s.w * .4, 800, s.w * .2, 70, depth=40)
    for i, t in enumerate((2.75, 2.3, 1.9, 1.25, .85, .4)):
        x, y = s.w * (.5 + .33 * math.cos(t)), 690 + 80 * math.sin(t)
        s.stool(x, y + 20, (hexc("b04a3c"), hexc("3f6f8f"), hexc("c79a4a"))[i % 3])
        s.person(x, y + 26, 300, "sit", view="side", seat=False, face=1 if x < s.w / 2 else -1, vest=RED if i == 2 else None)
    s.person(s.w * .54, 815, 300, "point", vest=RED, item=None, face=-1, style="bob")
    for i, x in enumerate((.22, .42, .62, .8)):
        s.stool(s.w * x, 960 + 12 * (i % 2), (hexc("3f6f8f"), hexc("c79a4a"))[i % 2])
        s.person(s.w * x, 975 + 12 * (i % 2), 360, "front", view="back", hair=(hexc("8d8a88"), hexc("2a2422"))[i % 2])


def sheds(s):
    estate(s, 480, 3, .25)
    s.plaza(480, hexc("a9a8a4"), vx=s.w * .1)
    for x in (.2, .5, .8):
        s.tree(s.w * x, 540, 280, hexc("6f9150"), .3, .1)
    vp = (s.w * .05, 470)
    def at(t, y):
        return vp[0] + (s.w * 1.06 - vp[0]) * t, vp[1] + (y - vp[1]) * t
    s.poly([at(.25, 210), at(1, 210), at(1, 300), at(.25, 300)], hexc("d6dde0"))
    for i in range(7):
        t = .3 + .7 * (i / 6) ** 1.3
        a, b = at(t, 300), at(t, 860)
        s.line([a, b], s.lit(hexc("8a949a"), -.2), 16 * t)
        s.rect(b[0] - 20 * t, b[1] - 330 * t, 40 * t, 66 * t, (245, 247, 248), hexc("c9d2d6"), rad=5)
        s.rect(b[0] - 13 * t, b[1] - 322 * t, 26 * t, 20 * t, hexc("2b6f5a"))
        s.oval(b[0], b[1] - 285 * t, 5 * t, 5 * t, hexc("59e08a"), blur=2)
        if s.time in ("night", "dusk"):
            s.oval(b[0], b[1] - 420 * t, 150 * t, 120 * t, hexc("fff0c0"), .22, 40)
    tops = [at(.22, 150), at(1, 60), at(1.02, 300), at(.22, 302)]
    s.poly(tops, s.lit(hexc("4f8fb0"), .35), s.lit(hexc("2f6f8f"), -.1), a=.93)
    for i in range(9):
        t = .25 + .75 * i / 8
        s.line([at(t, 105), at(t, 300)], (240, 246, 248), 2.5, .5)
    s.banner(at(.55, 330)[0], at(.78, 300)[1], s.w * .3, 38, RED, 12)
    colors = (RED, (238, 238, 234), hexc("3a6ea8"), hexc("40484c"), hexc("5f9a78"), hexc("d8a23e"))
    for i in range(7):
        t = .36 + .62 * (i / 6) ** 1.25
        x, y = at(t, 905)
        s.oval(x - 30 * t, y, 100 * t, 14 * t, s.L.shade, .35, 7)
        s.ebike(x - 30 * t, y, 1.8 * t, colors[i % 6], 1)
        s.line([(x - 30 * t, y - 110 * t), (x + 5, y - 190 * t), (x + 22 * t, y - 240 * t)], (40, 44, 48), 3 * t, smooth=True)
    s.person(s.w * .44, 985, 400, "hold", view="side", face=1, item="phone", style="bob")
    s.person(s.w * .2, 900, 300, "walk", view="side", face=1, vest=BLUE)


def river(s, boat=False):
    s.sky(470)
    s.skyline(474, .66, 12, 60, 200)
    for x in (.05, .18, .33, .6, .72, .9, 1):
        s.tree(s.w * x, 520, s.r.uniform(140, 230), hexc("7d9d58"), .4, .3, n=14)
    bx, bw = s.w * .42, s.w * .5
    s.poly([(bx - 60, 530), (bx + bw * .2, 462), (bx + bw * .8, 462), (bx + bw + 60, 530), (bx + bw + 60, 545), (bx - 60, 545)], s.lit(hexc("c9c2b4"), .2), s.lit(hexc("a8a094"), -.2))
    for i in range(3):
        q, rr = bx + bw * (.2 + .3 * i), (52, 72, 52)[i]
        s.c.drawArc(skia.Rect.MakeXYWH(q - rr, 540 - rr * .85, rr * 2, rr * 1.7), 180, 180, True, s.paint(s.lit(hexc("6d7a7a"), -.35)))
    for i in range(19):
        q = bx + i * bw / 18
        s.line([(q, 462 if .2 < i / 18 < .8 else 480), (q, 440 if .2 < i / 18 < .8 else 458)], s.lit(hexc("d8d2c6"), .2), 5)
    s.line([(bx, 458), (bx + bw * .2, 440), (bx + bw * .8, 440), (bx + bw, 458)], s.lit(hexc("e2dccf"), .3), 6)
    s.water(545, 1000)
    if boat:
        q, y = s.w * .62, 720
        s.poly([(q - 170, y - 44), (q + 190, y - 50), (q + 150, y + 14), (q - 130, y + 14)], s.lit(hexc("3f6f8f"), .2), s.lit(hexc("274a63"), -.2), along=[(q, y - 50), (q, y + 14)])
        s.person(q - 60, y - 20, 230, "bend", vest=ORANGE, view="side", face=1, item="net", shadow=False)
        s.person(q + 90, y - 22, 240, "hold", vest=ORANGE, view="side", face=-1, shadow=False)
    path = [(0, 770), (s.w * .3, 800), (s.w * .46, 1000), (0, 1000)]
    s.poly(path, s.lit(hexc("c9bda8"), .15), s.lit(hexc("a89a84"), -.2))
    s.line([(0, 764), (s.w * .3, 794), (s.w * .47, 1000)], s.lit(hexc("e0d8c8"), .1), 16)
    for i in range(6):
        t = i / 5
        s.line([(s.w * .3 * t, 764 + 30 * t), (s.w * .3 * t, 700 + 30 * t)], s.lit(hexc("8c8378"), -.1), 9)
    s.line([(0, 704), (s.w * .3, 734)], s.lit(hexc("8c8378"), .1), 8)
    s.willow(s.w * .16, 800, 700)
    s.person(s.w * .2, 925, 330, "point", vest=RED, view="side", face=1, band=True)
    s.person(s.w * .1, 940, 320, "walk", vest=RED, view="back", item="bag")
    s.person(s.w * .3, 965, 335, "hold", view="side", face=1, item="phone", top=BLUE, hat=BLUE)


def magnolia(s, c=hexc("f0c4d4")):
    s.sky(1000, 9)
    s.building(s.w * .55, 1010, s.w * .6, 560, hexc("e2d6c2"), 6, 5, d=.62)
    for k in range(40):
        s.oval(s.r.uniform(0, s.w), s.r.uniform(0, 1000), 46, 46, mix(c, (255, 255, 255), .5), .22, 24)
    def branch(x, y, a, ln, w):
        if ln < 46:
            return
        x2, y2 = x + math.cos(a) * ln, y + math.sin(a) * ln
        s.line([(x, y), ((x + x2) / 2 + s.r.gauss(0, 12), (y + y2) / 2), (x2, y2)], s.lit(hexc("5a463c"), -.1), w, smooth=True)
        s.line([(x - 2, y - w * .2), ((x + x2) / 2, (y + y2) / 2 - w * .2), (x2, y2)], s.lit(hexc("8d7464"), .3), w * .25, .6, smooth=True)
        for _ in range(2):
            branch(x2, y2, a + s.r.uniform(-.6, .6), ln * s.r.uniform(.62, .82), w * .66)
        buds.append((x2, y2, s.r.uniform(44, 88)))
        if s.r.random() < .5:
            buds.append(((x + x2) / 2, (y + y2) / 2, s.r.uniform(34, 60)))
    buds = []
    branch(-20, 900, -.62, s.w * .24, 34)
    branch(s.w * .1, 1010, -1.0, s.w * .2, 26)
    branch(s.w * 1.02, 180, 2.8, s.w * .18, 18)
    branch(-20, 420, -.25, s.w * .2, 22)
    branch(s.w * .72, 1020, -1.35, s.w * .2, 24)
    branch(s.w * 1.03, 640, 3.4, s.w * .17, 16)
    for x, y, k in buds:
        s.blossom(x, y + 6, k, mix(c, (255, 255, 255), s.r.uniform(0, .4)))


def readers_under(s, bloom=hexc("e6658a")):
    estate(s, 440, 2, .5)
    s.grass(440, 1000, hexc("90aa66"))
    for i in range(3):
        x = s.w * (.14 + .36 * i)
        s.tree(x, 640, 440, mix(bloom, (255, 240, 245), .45), .42, .12, n=32)
    for i in range(9):
        s.bush(s.w * i / 8, 700, 210, hexc("55803f"), bloom)
    for i, x in enumerate((.16, .34, .52, .7, .86)):
        s.oval(s.w * x, 900, 90, 24, s.lit((hexc("d9c9a0"), hexc("b8c8d8"))[i % 2], .1), .9)
        s.person(s.w * x, 910, 330, ("sit", "front", "think")[i % 3], view=("side", "front", "side")[i % 3], face=1 if x < .5 else -1, item="book", kid=i in (1, 3))
    s.dots([(s.r.uniform(0, s.w), s.r.uniform(720, 990)) for _ in range(130)], mix(bloom, (255, 255, 255), .4), 7, .85)
    s.bush(s.w * .02, 1040, 260, hexc("55803f"), bloom)
    s.bush(s.w * .97, 1050, 280, hexc("55803f"), bloom)


def azalea(s):
    s.sky(360)
    s.hills(380, 2, hexc("5d8068"), 200)
    s.pavilion(s.w * .7, 430, 230, 260)
    for row in range(7):
        y = 420 + row * 95
        n = 9 - row // 2
        for i in range(n):
            s.bush(s.w * (i + s.r.uniform(.1, .9)) / n, y, 150 + row * 40, hexc("4f7a3e"), s.r.choice((hexc("d8436f"), hexc("e8709a"), hexc("f2a0b8"), hexc("f6e4e8"))), d=max(0, .42 - row * .09))
    s.poly([(s.w * .42, 1000), (s.w * .56, 620), (s.w * .6, 480), (s.w * .63, 480), (s.w * .66, 640), (s.w * .78, 1000)], s.lit(hexc("d8ccb4"), .15), s.lit(hexc("bda98c"), -.1))
    s.person(s.w * .6, 800, 250, "walk", view="back", style="long", top=hexc("f0e4cc"), item="bag")
    s.person(s.w * .66, 810, 150, "walk", view="back", kid=True, top=hexc("4f8fb8"))


def pavilions(s):
    estate(s, 520, 3, .4)
    s.grass(520, 1000, hexc("84a05c"))
    s.tree(s.w * .04, 600, 470, hexc("6c8f4a"), .4)
    s.poly([(s.w * .0, 1000), (s.w * .3, 760), (s.w * .75, 760), (s.w, 1000)], hexc("cfc5b4"), hexc("b0a390"))
    s.rect(s.w * .36, 706, s.w * .28, 22, hexc("b9ad9c"))
    for i in range(7):
        s.rect(s.w * (.37 + .044 * i), 540, 9, 170, s.lit(hexc("9c3f30"), -.1))
    s.rect(s.w * .35, 520, s.w * .3, 22, s.lit(hexc("59636b"), .15), s.lit(hexc("59636b"), -.3))
    for x in (.27, .73):
        s.pavilion(s.w * x, 740, s.w * .25, 380)
    for x, f in ((.2, 1), (.33, -1), (.67, 1), (.8, -1)):
        s.person(s.w * x, 735, 215, "sit", view="side", face=f, seat=False, hair=hexc("8d8a88"))
    s.person(s.w * .5, 720, 210, "wave", hair=hexc("8d8a88"))
    s.person(s.w * .42, 930, 330, "walk", view="side", face=1, item="bag")
    s.person(s.w * .56, 945, 205, "raise", kid=True, top=hexc("e0a94a"))


def drill(s, smoke=True):
    estate(s, 500, 3, .35)
    s.plaza(500, hexc("b2aca2"))
    s.tree(s.w * .92, 560, 420, hexc("7f9f55"), .36)
    x, y = s.w * .27, 800
    s.poly([(x - 70, y - 60), (x + 70, y - 60), (x + 58, y), (x - 58, y)], hexc("6d7276"), hexc("3d4246"))
    for _ in range(26):
        t = s.r.random()
        s.oval(x + s.r.gauss(0, 26 * (1 - t)), y - 60 - t * 130, 26 * (1 - t) + 6, 40 * (1 - t) + 8, mix(hexc("fff0a0"), hexc("f0601c"), t), .5, 9)
    if smoke:
        for _ in range(46):
            t = s.r.random()
            s.oval(x + 40 * t + s.r.gauss(0, 30 + 90 * t), y - 180 - t * 480, 40 + 90 * t, 34 + 70 * t, mix(hexc("4a484a"), hexc("b8b6b4"), t), .16, 22)
    px = x + 270
    for _ in range(34):
        t = s.r.random()
        s.oval(px - 70 - t * 170, y - 200 + t * 150 + s.r.gauss(0, 8 + 22 * t), 16 + 40 * t, 12 + 26 * t, (248, 248, 246), .3, 12)
    s.person(px, 870, 400, "hold", view="side", face=-1, top=hexc("2f4a6f"), style="bob")
    s.rect(px - 86, 660, 34, 92, s.lit(RED, .25), s.lit(RED, -.4), rad=13, horiz=True)
    s.rect(px - 78, 646, 18, 16, (40, 42, 46))
    s.line([(px - 66, 652), (px - 100, 640), (px - 104, 672)], (36, 38, 42), 7, smooth=True)
    s.person(px + 130, 880, 410, "point", view="side", face=-1, top=hexc("2c3a52"), legs=hexc("2c3a52"), hat=hexc("d8452f"), style="short")
    s.crowd(px + 190, s.w - 40, 800, 320, max(2, int((s.w - px - 200) / 110)), "side", poses=("clasp", "stand", "hold"))
    for i in range(4):
        q = s.w * .62 + i * 56
        s.rect(q, 930, 32, 88, s.lit(RED, .25), s.lit(RED, -.4), rad=13, horiz=True)
        s.rect(q + 8, 918, 16, 14, (40, 42, 46))


def clinic(s):
    s.sky(460)
    estate(s, 460, 2, .45)
    s.plaza(460, hexc("c4b8a6"))
    s.tree(s.w * .9, 560, 480, hexc("7fa152"), .38)
    s.cast(lambda: s.canopy(s.w * .05, 800, s.w * .74, 500, hexc("3f8f86")), s.w * .4, 800, ky=.1)
    s.banner(s.w * .1, 318, s.w * .64, 46, RED, 16)
    white = hexc("f4f4f0")
    for i, x in enumerate((.22, .42, .62)):
        s.person(s.w * x, 830, 420, "hold", top=white, view="front", style=("short", "bun", "bob")[i], item="paper" if i == 2 else None)
    s.table(s.w * .08, 870, s.w * .68, 170, cloth=hexc("e8eef0"), depth=60)
    for x in (.2, .46):
        q = s.w * x
        s.rect(q, 640, 62, 40, hexc("f2f4f4"), hexc("b8c2c6"), rad=6)
        s.rect(q + 8, 647, 30, 20, hexc("8fae9c"))
        s.line([(q + 62, 664), (q + 100, 700), (q + 128, 668)], hexc("4a4e54"), 5, smooth=True)
        s.rect(q + 112, 648, 60, 34, s.lit(hexc("34568a"), .1), s.lit(hexc("34568a"), -.3), rad=12)
    for x in (.36, .62):
        s.rect(s.w * x, 660, 44, 24, hexc("e8c25a"), rad=3)
    for i, x in enumerate((.26, .5, .7)):
        s.stool(s.w * x, 975, hexc("b8473c"))
        s.person(s.w * x, 985, 430, "sit", view=("back", "side", "back")[i], face=-1 if i == 1 else 1, hair=hexc("9a9896"), style=("short", "bun", "bob")[i])
    s.crowd(s.w * .8, s.w * .98, 900, 380, 2, "side", poses=("clasp", "stand"))


def wisteria(s):
    s.sky(620)
    s.skyline(560, .75, 8, 40, 150)
    s.grass(540, 1000, hexc("8aa862"))
    s.poly([(s.w * .2, 1000), (s.w * .46, 560), (s.w * .56, 560), (s.w * .85, 1000)], s.lit(hexc("d3c8b6"), .2), s.lit(hexc("a99b88"), -.1))
    pur = [hexc(q) for q in ("8a6fc0", "a98bd6", "c8b2e8", "7458a8")]
    for k in range(6, -1, -1):
        t = .3 + .7 * (1 - k / 6) ** 1.6
        cx = s.w * .51
        half, top, base = s.w * .4 * t, 540 - 470 * t, 560 + 420 * t
        d = .5 * (1 - t)
        for q in (-1, 1):
            s.rect(cx + q * half - 9 * t, top, 20 * t, base - top, s.far(s.lit(hexc("b9a58c"), .15 * -q * s.L.side), d), s.far(s.lit(hexc("7d6a56"), -.2), d), horiz=True)
        s.rect(cx - half - 30 * t, top - 10, half * 2 + 60 * t, 18 * t, s.far(s.lit(hexc("a08a70"), 0), d))
        if k in (3, 5):
            s.person(cx + (-.3 if k == 3 else .3) * half, base - 10, 330 * t + 40, "walk", view="back", style="long" if k == 3 else "short", hair=hexc("2a2422") if k == 3 else hexc("8d8a88"))
        s.crown(cx, top - 6, half * 1.15, 44 * t, s.far(hexc("7f9f55"), d), 14, 9 * t + 2)
        for _ in range(int(26 * t) + 8):
            x, ln = cx + s.r.uniform(-1.08, 1.08) * half, s.r.uniform(60, 170) * t
            for j in range(15):
                f = j / 15
                s.dots([(x + s.r.gauss(0, 13 * t * (1 - f * .85)), top + f * ln) for _ in range(4)], s.far(s.lit(s.r.choice(pur), .25 * (1 - f)), d), (13 - 7 * f) * t + 1.5, .9)
    s.dots([(s.r.uniform(.2, .85) * s.w, s.r.uniform(760, 990)) for _ in range(120)], pur[2], 7, .8)
    s.bench(s.w * .68, 900, s.w * .2)
    s.person(s.w * .74, 915, 330, "sit", view="side", face=-1, seat=False, item="book", style="bun", hair=hexc("8d8a88"))


def exchange(s):
    x0, y0, x1, y1 = s.room(hexc("f0e6d4"), hexc("c4b49c"), (.1, .08, .9, .6))
    for i in range(3):
        s.shelf(x0 + 10 + i * (x1 - x0 - 20) / 3, y1 + 6, (x1 - x0 - 50) / 3, 400, 4, hexc("d8c8a8"), s.goods)
    s.banner(x0 + 40, y0 + 20, x1 - x0 - 80, 50, hexc("7a5aa8"), 10)
    for k in range(3):
        s.lamp(s.w * (.25 + .25 * k), 110, 24)
    s.person(s.w * .36, 800, 430, "hold", vest=hexc("8a5fb0"), item="box", style="bob")
    s.person(s.w * .56, 800, 430, "clasp", vest=hexc("8a5fb0"), style="short")
    s.table(s.w * .2, 900, s.w * .5, 190, hexc("c9a47a"), depth=50)
    s.goods(s.w * .26, 708, s.w * .14, 90)
    s.rect(s.w * .5, 640, 90, 66, (60, 64, 70), rad=5)
    for k in range(12):
        s.rect(s.w * .62 + (k % 3) * 5, 700 - k * 3, 60, 4, s.lit(hexc("8a5fb0"), .3 if k % 2 else 0))
    s.person(s.w * .76, 985, 470, "hold", view="side", face=-1, style="bun", hair=hexc("9a9896"), item="paper")
    s.person(s.w * .9, 990, 450, "stand", view="side", face=-1, item="bag")
    s.person(s.w * .1, 990, 440, "walk", view="side", face=1, item="bag", hair=hexc("8d8a88"))


def handrails(s):
    x0, y0, x1, y1 = s.room(hexc("e3e6e0"), hexc("b8b2a4"), (.28, .1, .82, .64))
    s.window(x0 + 40, y0 + 60, 170, 230, 2)
    for i in range(4):
        for j in range(5):
            s.rect(x0 + (x1 - x0) * .55 + i * 48, y0 + 250 + j * 42, 46, 40, hexc("dfe8ea") if (i + j) % 2 else hexc("cddbe0"))
    for pts in ([(30, 640), (x0 - 10, 500)], [(x0 + 240, 440), (x1 - 20, 440)]):
        s.line([(p[0], p[1] + 8) for p in pts], s.L.shade, 12, .3, 6)
        s.line(pts, s.lit(hexc("e2e0da"), .1), 18)
        s.line([(p[0], p[1] - 4) for p in pts], (255, 255, 255), 5, .8)
    s.line([(x1 - 70, 300), (x1 - 70, 560)], s.lit(hexc("d8a04a"), .1), 18)
    s.rect(x1 - 210, 520, 110, 26, s.lit(hexc("f4f2ec"), .1), hexc("c8c4ba"), rad=6)
    for q in (x1 - 200, x1 - 118):
        s.rect(q, 546, 8, 80, hexc("b8bcc0"))
    s.person(s.w * .36, 920, 560, "point", face=-1, view="side", hair=hexc("b0aeac"), style="bun", top=hexc("8a5a6c"))
    s.person(s.w * .58, 950, 600, "hold", view="side", face=-1, vest=BLUE, item="paper", style="short")
    s.person(s.w * .76, 940, 470, "squat", view="side", face=-1, top=hexc("5a6a78"), hat=hexc("d8a23e"))
    s.rect(s.w * .84, 880, 110, 62, s.lit(hexc("b8473c"), .2), s.lit(hexc("7d2c24"), 0), rad=6)


def calligraphy(s):
    s.rect(0, 0, s.w, 1000, s.lit(hexc("8f6a48"), .2), s.lit(hexc("6a4a30"), -.1))
    for i in range(7):
        s.line([(0, i * 160 + 30), (s.w, i * 160)], hexc("4a3220"), 3, .35)
    s.poly([(s.w * .12, 330), (s.w * .86, 250), (s.w * .95, 880), (s.w * .05, 930)], hexc("f7f0e0"), hexc("e6dac2"))
    ink = hexc("22201f")
    for i in range(2):
        for j in range(3):
            s.greek(s.w * (.2 + .22 * j), 340 + i * 240 - j * 14, s.w * .17, 240, ink, 1)
    s.poly([(s.w * .86, 60), (s.w * 1.02, 80), (s.w * 1.0, 230), (s.w * .84, 210)], hexc("3a3836"), hexc("1c1b1b"))
    s.oval(s.w * .93, 140, 62, 42, hexc("0d0d0e"), c2=hexc("34383c"))
    for k, (x, y) in enumerate(((.66, 700), (.12, 180))):
        if k == 0:
            sl = hexc("4f6f94")
            s.line([(s.w * 1.05, 1010), (s.w * .86, 860)], s.lit(sl, -.2), 190)
            s.line([(s.w * 1.05, 980), (s.w * .87, 840)], s.lit(sl, .25), 80, .5, 20)
            s.line([(s.w * .86, 860), (s.w * .72, 760)], SKIN[1], 104)
            s.line([(s.w * .85, 836), (s.w * .72, 738)], s.lit(SKIN[3], .3), 40, .6, 12)
            for f in range(4):
                s.line([(s.w * .74, 745 + f * 16), (s.w * (.655 - .006 * f), 690 + f * 26), (s.w * (.67 + .006 * f), 742 + f * 20)], s.lit(SKIN[1], .1 - .08 * f), 30, smooth=True)
            s.line([(s.w * .72, 470), (s.w * .64, 760)], s.lit(hexc("a8703c"), .2), 20)
            s.poly([(s.w * .636, 745), (s.w * .652, 752), (s.w * .628, 822)], ink)
            s.line([(s.w * .74, 742), (s.w * .67, 720), (s.w * .668, 700)], s.lit(SKIN[3], .1), 34, smooth=True)
    s.oval(s.w * .12, 130, 100, 74, hexc("dfe6e2"), c2=hexc("9fb0ac"))
    s.oval(s.w * .12, 126, 82, 58, hexc("7c9a98"), c2=hexc("b8ccc8"))
    s.rect(s.w * .1, 880, s.w * .3, 30, hexc("6a4028"), hexc("3d2416"), rad=8)


def batik(s):
    x0, y0, x1, y1 = s.room(hexc("e4d8c2"), hexc("a9855c"), (.1, .06, .9, .55))
    blue = hexc("234a86")
    for i in range(5):
        x, w, h = x0 + 20 + i * (x1 - x0 - 40) / 5, (x1 - x0) / 5.6, 380 + 40 * (i % 2)
        s.rect(x, y0 + 10, w, h, s.lit(blue, .2), s.lit(blue, -.35), horiz=True)
        for a in range(5):
            for b in range(3):
                fx, fy = x + w * (.2 + .3 * b), y0 + 50 + a * h / 5.2
                for p in range(6):
                    t = p * math.tau / 6 + i
                    s.oval(fx + 13 * math.cos(t), fy + 13 * math.sin(t), 7, 7, (238, 240, 240), .9)
                s.oval(fx, fy, 5, 5, (238, 240, 240))
        for f in range(4):
            s.rect(x + w * f / 4, y0 + 10, 9, h, (10, 20, 50), a=.25, blur=7)
    s.line([(x0, y0 + 8), (x1, y0 + 8)], hexc("8a6844"), 9)
    s.table(s.w * .14, 860, s.w * .72, 200, depth=90)
    for i, x in enumerate((.2, .42, .62)):
        q = s.w * x
        s.poly([(q, 600), (q + 150, 596), (q + 170, 650), (q - 14, 652)], s.lit(blue, .1), s.lit(blue, -.2))
        for a in range(12):
            s.oval(q + 16 + (a % 6) * 24, 612 + (a // 6) * 22, 6, 4, (238, 240, 240))
    for i, x in enumerate((.24, .5, .76)):
        s.person(s.w * x, 985, 480, "hold", view="side", face=(1, 1, -1)[i], kid=i == 1, top=(hexc("d8b8a0"), hexc("e0a94a"), hexc("b8c8d0"))[i], style=("bun", "tail", "short")[i])
        s.poly([(s.w * x - 42, 780), (s.w * x + 42, 780), (s.w * x + 60, 900), (s.w * x - 60, 900)], s.lit(blue, .05), s.lit(blue, -.3), a=.95)


def satchels(s):
    x0, y0, x1, y1 = s.room(hexc("efe3cc"), hexc("b78f64"), (.0, .0, 1, .62))
    s.window(s.w * .06, 60, s.w * .3, 300, 3)
    s.shelf(s.w * .5, 520, s.w * .46, 430, 4)
    s.table(-240, 1180, s.w + 480, 250, hexc("c79a6a"), depth=260)
    n = max(4, int(s.w / 190))
    cols = [hexc(q) for q in ("c8473c", "2f6f9a", "d8a23e", "4c8a62", "7a5aa8", "d9774a", "3f8f94")]
    for i in range(n):
        k = s.w / n
        x, w, h, c = k * i + k * .1, k * .78, 250 + 16 * (i % 2), cols[i % 7]
        y = 690
        s.oval(x + w / 2, y + 4, w * .6, 16, s.L.shade, .4, 9)
        s.c.drawArc(skia.Rect.MakeXYWH(x + w * .32, y - h - 42, w * .36, 90), 180, 180, False, s.paint(s.lit(c, -.4), stroke=11))
        s.rect(x, y - h, w, h, s.lit(c, .25), s.lit(c, -.35), rad=34)
        s.rect(x + 6, y - h * .98, w - 12, h * .5, s.lit(c, .4), s.lit(c, -.05), rad=30)
        s.rect(x + w * .14, y - h * .44, w * .72, h * .36, s.lit(c, .12), s.lit(c, -.3), rad=16)
        for q in (.25, .68):
            s.rect(x + w * q, y - h * .62, w * .08, h * .3, hexc("e8d4a8"), hexc("b89a60"), rad=3)
        s.rect(x + w * .36, y - h * .34, w * .28, h * .15, (250, 246, 236), rad=4)
        s.greek(x + w * .38, y - h * .32, w * .24, h * .11, hexc("5a4a3a"), 3)
    for i in range(3):
        x = s.w * (.14 + .3 * i)
        for j in range(5):
            c = s.lit(s.r.choice(cols), .1)
            s.rect(x + s.r.uniform(-8, 8), 900 - j * 24, 190, 22, s.lit(c, .3), s.lit(c, -.2), rad=3)
            s.rect(x + 176, 903 - j * 24, 14, 16, (248, 242, 228))


def stage(s):
    if s.time in ("night", "dusk"):
        s.sky(560)
        s.skyline(560, .4, 14, 120, 330)
    else:
        estate(s, 520, 3, .4)
    s.plaza(560, hexc("8f8a88"))
    x, w = s.w * .12, s.w * .76
    s.rect(x - 20, 150, w + 40, 470, s.lit(hexc("4a2230"), 0), s.lit(hexc("8f2c34"), .1))
    for i in range(16):
        s.rect(x + w * i / 16, 180, w / 40, 430, (0, 0, 0), a=.14, blur=8)
    s.oval(s.w / 2, 330, w * .3, 120, hexc("ffcf7a"), .45, 60)
    s.banner(x + w * .14, 200, w * .72, 84, hexc("c8302a"), 9)
    for i in range(7):
        s.lantern(x + w * (.05 + .15 * i), 175, 24)
    for i in range(6):
        q = x + w * (i + .5) / 6
        s.poly([(q - 10, 150), (q + 10, 150), (q + 110, 640), (q - 110, 640)], hexc("fff0c0"), a=.1, blur=14)
    s.poly([(x - 60, 700), (x + 20, 610), (x + w - 20, 610), (x + w + 60, 700)], s.lit(hexc("b8825a"), .3), s.lit(hexc("8a5a3c"), -.1), along=[(0, 610), (0, 700)])
    s.rect(x - 60, 700, w + 120, 54, s.lit(hexc("6a2a2a"), 0), s.lit(hexc("3d1618"), -.2))
    for i in range(7):
        c = (hexc("d8436f"), hexc("3f8f94"), hexc("e8b23c"))[i % 3]
        s.person(x + w * (.12 + .127 * i), 675 - 16 * (i % 2), 250, ("raise", "wave", "point")[i % 3], top=c, legs=mix(c, (255, 255, 255), .4), skirt=True, style="bun", face=1 if i < 4 else -1)
        s.oval(x + w * (.12 + .127 * i) + (30 if i % 2 else -30), 412, 30, 20, mix(c, (255, 255, 255), .3), .9)
    for row in range(3):
        n = 9 - row
        for i in range(n):
            s.person(s.w * (i + .5 + s.r.uniform(-.15, .15)) / n, 960 + row * 90, 260 + row * 50, s.r.choice(("stand", "stand", "raise", "wave")), view="back", shadow=False, kid=s.r.random() < .2)


def board(s):
    estate(s, 500, 2, .35)
    s.plaza(560)
    s.tree(s.w * .06, 640, 520, hexc("7fa152"), .34)
    x, y, w, h = s.w * .2, 250, s.w * .62, 400
    for q in (x + 20, x + w - 36):
        s.rect(q, y, 18, 580, s.lit(hexc("8c9398"), .1), s.lit(hexc("5a6066"), -.2), horiz=True)
    s.poly([(x - 40, y - 12), (x + w / 2, y - 70), (x + w + 40, y - 12)], s.lit(hexc("8a5a3c"), .2), s.lit(hexc("5a3826"), -.2))
    s.rect(x - 12, y - 12, w + 24, h + 24, s.lit(hexc("7a5236"), .15), s.lit(hexc("5a3a26"), -.2), rad=6)
    s.rect(x, y, w, h, hexc("e9e2d0"), hexc("d4cab4"))
    s.rect(x, y, w, 54, RED, hexc("a52a22"))
    s.greek(x + w * .3, y + 6, w * .4, 42, (255, 240, 210), 8)
    n = 5
    for i in range(n):
        for j in range(2):
            px, py, pw, ph = x + 16 + i * (w - 20) / n, y + 72 + j * 164, (w - 60) / n, 146
            s.rect(px + 4, py + 5, pw, ph, (60, 50, 40), a=.25, blur=4)
            s.rect(px, py, pw, ph, s.r.choice(((252, 250, 244), hexc("fdf0d0"), hexc("e8f0f4"))), (238, 232, 220))
            if s.r.random() < .55:
                c = s.r.choice((hexc("8fb070"), hexc("9fb6c8"), hexc("d8a878")))
                s.rect(px + 8, py + 10, pw - 16, 70, c, s.lit(c, -.3))
                s.oval(px + pw * .4, py + 60, 22, 18, s.lit(c, -.4), .7)
                s.greek(px + 8, py + 92, pw - 16, 20, (70, 64, 58), 7)
            else:
                s.greek(px + pw * .2, py + 10, pw * .6, 24, (170, 50, 40), 4)
                for k in range(5):
                    s.greek(px + 8, py + 44 + k * 19, pw - 16, 15, (80, 74, 68), 9)
            s.oval(px + pw / 2, py + 5, 5, 5, hexc("d8452f"))
    s.person(s.w * .38, 970, 440, "point", view="back", item=None, vest=RED, style="bob")
    s.person(s.w * .56, 975, 430, "clasp", view="back", hair=hexc("9a9896"))
    s.person(s.w * .68, 985, 420, "hold", view="back", style="tail", item="phone")
    s.person(s.w * .9, 950, 380, "walk", view="side", face=-1, item="bag", hair=hexc("8d8a88"))


def night_estate(s):
    s.sky(640, 3)
    s.oval(s.w * .2, 140, 42, 42, hexc("fff4d8"), .95)
    s.oval(s.w * .2, 140, 110, 110, hexc("fff0c8"), .2, 50)
    s.skyline(660, .35, 16, 120, 330)
    for i, (x, w, h) in enumerate(((-.08, .42, 520), (.32, .34, 430), (.66, .44, 560))):
        s.building(s.w * x, 700, s.w * w, h, (hexc("7a7684"), hexc("6f6a78"), hexc("77727c"))[i], 8, 6, lit=.46, d=.08)
    s.plaza(700, hexc("4a4c58"))
    for x in (.12, .5, .86):
        q = s.w * x
        s.line([(q, 860), (q, 540), (q + 40, 530)], hexc("2a2e38"), 8)
        s.oval(q + 44, 538, 18, 8, hexc("fff2c8"))
        s.poly([(q + 30, 540), (q + 58, 540), (q + 210, 880), (q - 120, 880)], hexc("ffe0a0"), a=.16, blur=18)
        s.oval(q + 44, 870, 180, 42, hexc("ffd890"), .3, 26)
    for x in (.3, .7):
        s.tree(s.w * x, 790, 330, hexc("4a6a50"), .36)
    s.person(s.w * .44, 900, 260, "walk", view="side", face=1, item="bag", band=True, vest=RED)
    s.person(s.w * .52, 905, 255, "walk", view="side", face=1, vest=RED, item="phone")
    s.ebike(s.w * .84, 930, 1.1, hexc("d8d8d4"), -1)


def patrol(s, color=RED):
    estate(s, 470, 1, .4)
    s.plaza(470, hexc("b4aa9c"), vx=s.w * .5)
    for side in (-1, 1):
        for k in range(4):
            t = .35 + .65 * k / 3
            x = s.w / 2 + side * (s.w * .5) * t
            w, h, y = 200 * t, 400 * t, 500 + 230 * t
            c = (hexc("d8d0c0"), hexc("c9b8a4"), hexc("b9b4ac"), hexc("d4c4b0"))[k]
            d = .45 * (1 - t)
            q = x if side > 0 else x - w
            s.rect(q - 20, y - h, w + 60, h, s.far(s.lit(c, .15 * side * s.L.side), d), s.far(s.lit(c, -.2), d))
            s.poly([(q - 46 * t, y - h + 8), (q + w / 2, y - h - 90 * t), (q + w + 66, y - h + 8)], s.far(s.lit(hexc("5f686e"), .1), d), s.far(s.lit(hexc("3f474c"), 0), d))
            s.rect(q + w * .2, y - h * .62, w * .34, h * .62, s.far(hexc("7a4a34"), d), s.far(hexc("54301f"), d))
            s.rect(q + w * .64, y - h * .6, w * .28, h * .26, s.far(hexc("8fa8b4"), d), s.far(hexc("5a7484"), d))
            if k % 2:
                s.lantern(q + w * .1, y - h * .7, 20 * t)
    for i, (x, v) in enumerate(((.34, "front"), (.48, "front"), (.62, "front"))):
        s.person(s.w * x, 930 + 16 * (i % 2), 420, "walk", view=v, vest=color, band=color is RED, face=1 if i < 2 else -1, item=("phone", None, "paper")[i], hat=color if i == 1 else None)
    s.person(s.w * .82, 850, 330, "wave", view="side", face=-1, hair=hexc("8d8a88"), style="bun")
    s.person(s.w * .14, 880, 360, "bend", view="side", face=1, item="broom")


def meeting(s, law=False):
    x0, y0, x1, y1 = s.room(hexc("ece4d4"), hexc("a88a68"), (.14, .1, .86, .58))
    s.window(x0 + 30, y0 + 70, 180, 240, 2)
    s.window(x1 - 210, y0 + 70, 180, 240, 2)
    s.rect(s.w / 2 - 150, y0 + 60, 300, 190, (250, 250, 248), hexc("dfe4e6"), rad=4)
    for k in range(4):
        s.greek(s.w / 2 - 130, y0 + 76 + k * 40, 260 - 40 * (k % 2), 26, (BLUE, (90, 90, 90), (90, 90, 90), RED)[k], 10)
    for i in range(5):
        s.person(s.w * (.26 + .12 * i), 700, 330, "front", vest=RED if i == 2 else None, item="paper" if i == 1 else None)
    s.table(s.w * .14, 860, s.w * .72, 170, hexc("b08458"), depth=110)
    for i in range(6):
        q = s.w * (.22 + .1 * i)
        s.poly([(q, 640 + 8 * (i % 2)), (q + 50, 638), (q + 58, 664), (q - 4, 668)], (250, 247, 238), (226, 220, 206))
        s.rect(q + 66, 620, 18, 30, (246, 246, 242), hexc("c8ccd0"), rad=4)
    if law:
        for k in range(3):
            s.rect(s.w * .44, 650 - 24 * k, 120, 22, (hexc("8f2c2c"), hexc("2f4a6f"), hexc("8f2c2c"))[k], hexc("401818"), rad=3)
    for i, x in enumerate((.2, .4, .6, .8)):
        s.person(s.w * x, 1000, 450, "front", view="back", hair=s.r.choice((hexc("8d8a88"), hexc("2a2422"))))
    s.plant(s.w * .05, 960, 130)


def racks(s):
    estate(s, 440, 3, .3)
    s.grass(446, 1000, hexc("8aa562"))
    s.poly([(0, 1000), (s.w * .1, 700), (s.w * .9, 700), (s.w, 1000)], hexc("cfc6b6"), hexc("b5aa98"))
    for row in range(2):
        y, hh, k = 740 + 150 * row, 250 + 60 * row, 1 + .25 * row
        for x in (.08, .5, .92):
            s.rect(s.w * x - 6, y - hh, 13, hh, s.lit(hexc("d8dcde"), .1), s.lit(hexc("7c8488"), -.1), horiz=True)
            s.rect(s.w * x - 50, y - hh, 100, 9, s.lit(hexc("c0c6ca"), 0))
        for q in (0, 14):
            s.line([(s.w * .04, y - hh + q), (s.w * .96, y - hh + q)], hexc("6a7074"), 2.5)
        x = s.w * .1
        while x < s.w * .86:
            w, h, c = s.r.uniform(90, 190) * k, s.r.uniform(110, 180) * k, s.r.choice([hexc(v) for v in ("d86a6a", "e8c46a", "6a9ac0", "f0ece0", "8ab08a", "c890b8", "d8d8e4")])
            if s.r.random() < .8:
                sway = s.r.uniform(-10, 14)
                s.poly([(x, y - hh), (x + w, y - hh), (x + w + sway, y - hh + h), (x + sway, y - hh + h)], s.lit(c, .35), s.lit(c, -.15), along=[(x, 0), (x + w, 0)])
                for f in range(int(w // 34)):
                    s.poly([(x + f * 34 + 8, y - hh), (x + f * 34 + 16, y - hh), (x + f * 34 + 16 + sway, y - hh + h), (x + f * 34 + 6 + sway, y - hh + h)], s.lit(c, -.4), a=.3, blur=4)
                if s.r.random() < .6:
                    s.dots([(x + s.r.uniform(.1, .9) * w, y - hh + s.r.uniform(.1, .9) * h) for _ in range(26)], mix(c, (255, 255, 255), .6), 9)
            x += w + s.r.uniform(8, 40)
    s.person(s.w * .3, 960, 350, "raise", view="back", style="bun", hair=hexc("8d8a88"))
    s.person(s.w * .68, 965, 350, "wave", view="side", face=-1, style="bob")
    s.person(s.w * .82, 985, 190, "walk", kid=True, view="side", face=-1, top=hexc("e8b23c"))


def lecture(s, film=False):
    x0, y0, x1, y1 = s.room(hexc("d8ccb8") if not film else hexc("5a4c4a"), hexc("9a7a58"), (.16, .08, .84, .52), beams=not film)
    sc = (s.w / 2 - (x1 - x0) * .34, y0 + 30, (x1 - x0) * .68, 290)
    s.rect(sc[0] - 8, sc[1] - 8, sc[2] + 16, sc[3] + 16, (40, 42, 46))
    s.rect(*sc, hexc("a8ccdf"), hexc("e8ecd8"))
    s.c.save()
    s.c.clipRect(skia.Rect.MakeXYWH(*sc))
    s.hills(sc[1] + 230, 2, hexc("6a8f6a"), 110)
    s.rect(sc[0], sc[1] + 225, sc[2], 80, hexc("d8b868"), hexc("b88f48"))
    s.person(s.w / 2 + 60, sc[1] + 280, 190, "wave", shadow=False, top=RED)
    s.c.restore()
    s.oval(s.w / 2, sc[1] + 150, sc[2] * .62, 220, hexc("e8f0f4"), .2 if film else .1, 60)
    if not film:
        s.person(x0 + 90, y1 + 90, 380, "point", view="front", face=1, vest=BLUE)
    for row in range(4):
        n = 8 - row
        y = 700 + row * 105
        for i in range(n):
            x = s.w * (i + .5 + (.25 if row % 2 else 0)) / n
            s.rect(x - 40 - row * 6, y - 62 - row * 8, 80 + row * 12, 120, s.lit(hexc("8f3a34"), .05), s.lit(hexc("5a201e"), -.2), rad=14)
            s.person(x, y + 20, 290 + row * 46, "front", view="back", shadow=False)


def braille(s):
    s.rect(0, 0, s.w, 1000, s.lit(hexc("b98d62"), .3), s.lit(hexc("9a7048"), -.1))
    for i in range(9):
        s.line([(0, 120 * i + 20), (s.w, 120 * i - 20)], hexc("6a4a2e"), 3, .3)
    s.poly([(s.w * .06, 260), (s.w * .5, 220), (s.w * .5, 840), (s.w * .0, 900)], hexc("fbf6ea"), hexc("e6dcc6"))
    s.poly([(s.w * .5, 220), (s.w * .95, 260), (s.w * 1.0, 900), (s.w * .5, 840)], hexc("f2ead8"), hexc("fbf6ea"))
    s.line([(s.w * .5, 220), (s.w * .5, 840)], hexc("b8a88c"), 10, .6, 6)
    for page in (0, 1):
        for j in range(15):
            for i in range(15):
                bx, by = s.w * (.1 + .44 * page) + i * s.w * .0245, 290 + j * 37
                for a in range(2):
                    for b in range(3):
                        if s.r.random() < .5:
                            s.oval(bx + a * 9 + 1.5, by + b * 9 + 2, 3, 3, hexc("9a8c74"), .6)
                            s.oval(bx + a * 9, by + b * 9, 2.8, 2.8, (255, 253, 246))
    for x, sgn, tone, sl in ((.36, 1, 0, hexc("6f8f7a")), (.68, -1, 3, hexc("c98a8a"))):
        base = (s.w * (x + .2 * -sgn * .9), 1040)
        wrist, tip = (s.w * (x - .05 * sgn), 780), (s.w * x, 590)
        s.line([base, (wrist[0] - 20 * sgn, wrist[1] + 110)], s.lit(sl, -.15), 190)
        s.line([(wrist[0] - 30 * sgn, wrist[1] + 110), wrist], s.lit(SKIN[tone], -.05), 112)
        for f in range(4):
            e = (tip[0] + (f - 1.5) * 36, tip[1] + abs(f - 1.4) * 22)
            s.line([(wrist[0] + (f - 1.5) * 28, wrist[1] - 20), (e[0] + 9, e[1] + 15)], s.L.shade, 36, .2, 8)
            s.line([(wrist[0] + (f - 1.5) * 28, wrist[1] - 10), e], s.lit(SKIN[tone], .1), 37)
            s.line([(wrist[0] + (f - 1.5) * 28 - 7, wrist[1] - 14), (e[0] - 7, e[1])], s.lit(SKIN[tone], .45), 9, .5, 3)
            s.oval(e[0], e[1] - 6, 11, 8, hexc("f6dcd0"), .8)
        s.line([(wrist[0] + 50 * sgn, wrist[1] + 10), (wrist[0] + 96 * sgn, wrist[1] - 60)], s.lit(SKIN[tone], 0), 42)
    s.poly([(0, 0), (s.w * .5, 0), (s.w * .2, 1000), (0, 1000)], s.L.sun, a=.14, blur=50)


def plateau(s):
    s.sky(560, 10)
    s.hills(600, 3, hexc("5a6f8a"), 300)
    for k in range(3):
        x = s.w * (.2 + .3 * k)
        s.poly([(x - 210, 560), (x - 60, 300 - 30 * k), (x, 250 - 20 * k), (x + 80, 320), (x + 240, 560)], s.far(hexc("7488a0"), .35), s.far(hexc("a8b4b8"), .5))
        s.poly([(x - 75, 330 - 30 * k), (x, 250 - 20 * k), (x + 85, 330), (x + 30, 360), (x, 320), (x - 30, 370)], (250, 252, 255), (214, 226, 240))
    s.grass(560, 1000, hexc("b0a868"), hexc("e8c84a"))
    s.rect(s.w * .62, 500, s.w * .3, 130, s.lit(hexc("e8e0d0"), .2), s.lit(hexc("c4b49c"), -.1))
    s.rect(s.w * .6, 482, s.w * .34, 24, s.lit(hexc("9c3f30"), .1))
    for i in range(5):
        s.rect(s.w * (.64 + .055 * i), 530, 44, 54, hexc("6f96b4"), hexc("b8d0dc"))
    for i in range(26):
        x = s.w * (.05 + .5 * i / 25)
        y = 470 + 60 * math.sin(i / 25 * math.pi)
        s.rect(x, y, 22, 28, (hexc("3a6ea8"), (245, 245, 240), RED, hexc("4c8a62"), hexc("e8b23c"))[i % 5])
    s.person(s.w * .3, 930, 420, "hold", view="side", face=1, vest=RED, item="box")
    s.person(s.w * .47, 935, 410, "hold", view="side", face=-1, top=hexc("8f2c3c"), legs=hexc("3a2a30"), skirt=True, style="tail", hair=hexc("231f22"))
    for i in range(5):
        s.person(s.w * (.57 + .085 * i), 900 + 14 * (i % 2), 260, ("raise", "clasp", "wave")[i % 3], kid=True, top=(hexc("8f2c3c"), hexc("3a6ea8"), hexc("d8a23e"))[i % 3])
    for i in range(4):
        s.rect(s.w * .06 + (i % 2) * 96, 900 - (i // 2) * 74, 92, 72, s.lit(hexc("c99c66"), .2), s.lit(hexc("a57c4c"), -.1))
        s.rect(s.w * .06 + (i % 2) * 96 + 38, 900 - (i // 2) * 74, 16, 72, hexc("e6d2a8"))


def aerial(s):
    s.sky(330, 6)
    s.skyline(340, .8, 22, 40, 150)
    s.rect(-5, 330, s.w + 10, 680, s.far(hexc("9fb27c"), .6), s.lit(hexc("8a9e68"), -.05))
    s.poly([(0, 470), (s.w * .5, 420), (s.w, 480), (s.w, 540), (s.w * .5, 462), (0, 520)], s.far(hexc("8fb8c4"), .2), s.far(hexc("b8d4da"), .1))
    for row in range(5):
        t = .3 + .7 * (row / 4) ** 1.2
        y, n = 440 + 520 * (row / 4) ** 1.25, 7 - row
        s.rect(-5, y + 4, s.w + 10, 26 * t, s.far(hexc("c4bcae"), .5 * (1 - t)))
        for i in range(n):
            x = s.w * (i + .1 + .2 * (row % 2)) / n
            for _ in range(3):
                s.crown(x - 16 * t, y + 8, 44 * t, 34 * t, hexc("6f9150"), 5, 7 * t + 2, .45 * (1 - t))
            w, h, dpt, d = s.w / n * .66, 150 * t, 46 * t, .5 * (1 - t)
            c = s.r.choice([hexc(q) for q in ("d9c7ad", "d6d2c6", "c9aa98", "e0d4c0")])
            roof = s.r.choice([hexc(q) for q in ("a8604a", "7a6a64", "9c6a50", "5f6f7a")])
            s.poly([(x, y - h), (x + dpt, y - h - dpt), (x + w + dpt, y - h - dpt), (x + w, y - h)], s.far(s.lit(roof, .3), d), s.far(s.lit(roof, -.05), d))
            s.poly([(x + w, y - h), (x + w + dpt, y - h - dpt), (x + w + dpt, y - dpt), (x + w, y)], s.far(s.lit(c, -.45), d))
            s.rect(x, y - h, w, h, s.far(s.lit(c, .25), d), s.far(s.lit(c, -.05), d))
            for a in range(5):
                for b in range(6):
                    s.rect(x + w * (.05 + .16 * b), y - h + h * (.06 + .19 * a), w * .1, h * .1, s.far(hexc("6f8ca0"), d), a=.9)
    for _ in range(20):
        s.crown(s.r.uniform(0, s.w), 990, 60, 46, hexc("5f8242"), 7, 10)


def ground_floor(s, after=True):
    x0, y0, x1, y1 = s.room(hexc("e6e2da") if after else hexc("8f8a84"), hexc("9fb49a") if after else hexc("6d6862"), (.22, .16, .78, .56), planks=False, beams=after)
    s.rect(x0 + 10, y0 + 40, x1 - x0 - 20, y1 - y0 - 46, s.far(hexc("a8c890"), .3), hexc("8fae74"))
    for i in range(4):
        s.tree(x0 + (x1 - x0) * (.12 + .26 * i), y1 - 4, 190, hexc("7fa152"), .4, .3, n=12)
    for k in range(3):
        t = .6 + .36 * k / 2
        for sd in (-1, 1):
            q = s.w / 2 + sd * s.w * .47 * t
            s.rect(q - 34 * t, 340 - 320 * t, 68 * t, 940 * t, s.lit(hexc("e8ddcc") if after else hexc("9a948c"), .2 * -sd * s.L.side), s.lit(hexc("c4b49c") if after else hexc("6a655e"), -.2), horiz=True)
    if after:
        for x, y in ((.3, 700), (.68, 700)):
            s.table(s.w * x - 90, y, 180, 70)
            for f in (-1, 1):
                s.person(s.w * x + f * 120, y + 16, 270, "sit", view="side", face=-f, hair=s.r.choice((hexc("8d8a88"), hexc("2a2422"))))
        s.shelf(x0 - 60, y1 + 40, 130, 250, 3)
        s.poly([(s.w * .3, 1000), (s.w * .4, 840), (s.w * .62, 840), (s.w * .74, 1000)], hexc("4f94b4"), hexc("3a7898"))
        for i in range(3):
            s.person(s.w * (.42 + .09 * i), 930 + 14 * i, 230, ("raise", "walk", "squat")[i], kid=True, top=(RED, hexc("e8b23c"), BLUE)[i], view=("front", "side", "side")[i])
        s.plant(s.w * .93, 980, 130)
        s.plant(s.w * .07, 980, 120)
    else:
        for i in range(6):
            s.ebike(s.w * (.18 + .13 * i), 820 + 30 * (i % 2), 1.15, s.r.choice(CLOTH), 1 if i % 2 else -1)
        for i in range(9):
            q, y = s.w * s.r.uniform(.05, .9), s.r.uniform(880, 960)
            s.rect(q, y - 70, 96, 70, s.lit(hexc("a98458"), .1), s.lit(hexc("6d5234"), -.2))
        s.person(s.w * .55, 985, 400, "hold", view="back", vest=RED, item="paper")


def rain(s):
    s.sky(520)
    s.skyline(520, .7, 14, 80, 220)
    for i in range(2):
        s.building(s.w * (-.08 + .62 * i), 560, s.w * .46, 380, (hexc("a8a49c"), hexc("9c968e"))[i], 6, 5, d=.35)
    s.water(560, 1000, hexc("8a9098"))
    s.rect(-5, 560, s.w + 10, 450, hexc("8c8e92"), hexc("5f6266"), a=.55)
    cols = (RED, hexc("e8b23c"), hexc("3f6f9a"), hexc("5f9a78"), hexc("8a5aa0"), hexc("d86a4a"))
    for i in range(7):
        row = i % 2
        x, y, h = s.w * (.1 + .135 * i), 800 + 130 * row + s.r.uniform(-20, 20), 300 + 60 * row
        s.person(x, y, h, "walk", view=s.r.choice(("side", "back", "front")), face=s.r.choice((-1, 1)), kid=i == 3)
        ux, uy, k, c = x + 10, y - h * (1.0 if i != 3 else .95), h * .38, cols[i % 6]
        s.line([(ux, uy - k * .3), (ux + 6, uy + h * .4)], (50, 50, 54), 4)
        s.c.drawArc(skia.Rect.MakeXYWH(ux - k, uy - k * .62, k * 2, k * 1.25), 180, 180, True, s.grad(s.paint(c), [(ux - k, uy), (ux + k, uy)], [s.lit(c, .35), s.lit(c, -.35)]))
        for f in (-.5, 0, .5):
            s.line([(ux, uy - k * .6), (ux + f * k * 1.2, uy - k * .35), (ux + f * k * 1.5, uy)], s.lit(c, -.5), 2, .5, smooth=True)
    for _ in range(420):
        x, y, k = s.r.uniform(0, s.w), s.r.uniform(0, 1000), s.r.uniform(14, 46)
        s.line([(x, y), (x - k * .16, y + k)], (240, 246, 250), 1.3, .32)


def fire_station(s):
    s.sky(400)
    s.rect(-5, 120, s.w + 10, 520, s.lit(hexc("c9564a"), .2), s.lit(hexc("a33a32"), -.05))
    for i in range(3):
        s.rect(s.w * (.03 + .33 * i), 220, s.w * .29, 420, hexc("3d4248"), hexc("2a2e34"))
        s.rect(s.w * (.03 + .33 * i), 200, s.w * .29, 50, hexc("d8dcde"), hexc("a8b0b4"))
    s.banner(s.w * .2, 140, s.w * .6, 46, hexc("2f4a7a"), 10)
    s.plaza(640, hexc("b0aeaa"))
    x, y = s.w * .1, 760
    s.oval(x + 300, y + 6, 340, 22, s.L.shade, .45, 12)
    s.rect(x + 150, y - 300, 480, 250, s.lit(RED, .2), s.lit(RED, -.3), rad=10)
    s.rect(x, y - 270, 170, 220, s.lit(RED, .3), s.lit(RED, -.2), rad=22)
    s.rect(x + 14, y - 250, 130, 96, hexc("bcd8e4"), hexc("6f94a8"), rad=10)
    s.rect(x, y - 110, 630, 26, (248, 246, 240))
    for i in range(4):
        s.rect(x + 190 + i * 108, y - 270, 96, 140, s.lit(hexc("d8dcde"), .1), s.lit(hexc("8c949a"), -.1), rad=4)
        for j in range(6):
            s.line([(x + 194 + i * 108, y - 250 + j * 20), (x + 282 + i * 108, y - 250 + j * 20)], hexc("7c848a"), 3)
    for i in range(9):
        s.line([(x + 170 + i * 50, y - 326), (x + 170 + i * 50, y - 306)], (220, 224, 226), 5)
    for q in (y - 326, y - 306):
        s.line([(x + 160, q), (x + 600, q)], (220, 224, 226), 6)
    s.rect(x + 40, y - 292, 70, 24, hexc("4a8fe0"), rad=8)
    for wx in (90, 430, 540):
        s.oval(x + wx, y - 40, 48, 48, (28, 28, 30))
        s.oval(x + wx, y - 40, 22, 22, (170, 174, 178))
    s.person(s.w * .74, 900, 440, "point", view="side", face=-1, top=hexc("2c3a52"), legs=hexc("2c3a52"), hat=hexc("e0c23e"), style="short")
    for i in range(7):
        s.person(s.w * (.2 + .075 * i), 930 + 22 * (i % 2), 270, ("stand", "wave", "clasp")[i % 3], kid=True, view=("back", "side", "back")[i % 3], hat=RED if i % 2 else None, top=(hexc("e8b23c"), (240, 240, 236), hexc("4f8fb8"))[i % 3])


def qingtuan(s):
    s.rect(0, 0, s.w, 1000, s.lit(hexc("b08a62"), .3), s.lit(hexc("8a6440"), -.05))
    for i in range(8):
        s.line([(0, 130 * i + 10), (s.w, 130 * i + 30)], hexc("5a3e26"), 3, .3)
    for cx, cy, k in ((s.w * .42, 420, 300), (s.w * .84, 760, 210)):
        s.oval(cx + 16, cy + 26, k * 1.04, k * .78, s.L.shade, .5, 22)
        s.oval(cx, cy, k * 1.04, k * .8, hexc("c49a5a"), c2=hexc("8a6434"))
        s.oval(cx, cy - 6, k * .94, k * .7, hexc("e4cf9c"), c2=hexc("c4a668"))
        for i in range(-8, 9):
            s.line([(cx + i * k * .11, cy - math.sqrt(max(0, 1 - (i * .117) ** 2)) * k * .66), (cx + i * k * .11, cy + math.sqrt(max(0, 1 - (i * .117) ** 2)) * k * .64)], hexc("a88648"), 3, .5)
        for i in range(12 if k > 250 else 7):
            t, q = i * math.tau / (9 if k > 250 else 6), .62 if i < (9 if k > 250 else 6) else .18
            x, y, g = cx + math.cos(t) * k * q * .95, cy + math.sin(t) * k * q * .62, k * .17
            s.oval(x + 5, y + 12, g * 1.05, g * .8, hexc("4a3a20"), .4, 8)
            s.oval(x, y, g, g * .84, s.lit(hexc("6f9a4a"), .25), c2=s.lit(hexc("3f6a2c"), -.15))
            s.oval(x + s.L.side * g * .32, y - g * .34, g * .3, g * .18, (240, 252, 226), .7, 5)
    sl = hexc("c86a5a")
    s.line([(-40, 1010), (s.w * .12, 860)], s.lit(sl, -.1), 180)
    s.line([(s.w * .12, 860), (s.w * .22, 740)], SKIN[0], 104)
    for f in range(4):
        s.line([(s.w * .22, 750 + f * 18), (s.w * (.3 + .01 * f), 690 + f * 26), (s.w * (.31 - .01 * f), 740 + f * 20)], s.lit(SKIN[0], .1 - .1 * f), 36, smooth=True)
    s.oval(s.w * .33, 735, 58, 48, s.lit(hexc("6f9a4a"), .25), c2=s.lit(hexc("3f6a2c"), -.15))
    for _ in range(26):
        x, y, a = s.r.uniform(.55, .98) * s.w, s.r.uniform(40, 300), s.r.uniform(0, 3)
        s.line([(x, y), (x + 60 * math.cos(a), y + 40 * math.sin(a)), (x + 100 * math.cos(a + .3), y + 80 * math.sin(a + .3))], s.lit(hexc("5f8f3c"), s.r.uniform(-.4, .4)), 12, smooth=True)


def hall(s):
    x0, y0, x1, y1 = s.room(hexc("c8b090"), hexc("8a6a4a"), (.22, .1, .86, .6))
    for i in range(4):
        w = (x1 - x0) / 4.6
        x, y, h = x0 + 26 + i * (x1 - x0 - 40) / 4, y0 + 110 + 20 * (i % 2), 200
        s.oval(x + w / 2, y - 40, w * .9, 160, hexc("ffe6b0"), .3, 40)
        s.rect(x - 8, y - 8, w + 16, h + 16, hexc("5a3c26"), hexc("3a2416"))
        a, b = hexc("d8cdb8"), hexc("8c8272")
        s.rect(x, y, w, h, a, b)
        s.poly([(x, y + h * .6), (x + w * .3, y + h * .4), (x + w * .6, y + h * .55), (x + w, y + h * .45), (x + w, y + h), (x, y + h)], mix(b, (40, 36, 30), .4))
        for k in range(3):
            s.rect(x + w * (.16 + .26 * k), y + h * (.42 + .04 * k), w * .2, h * .34, mix(a, b, .5), mix(b, (0, 0, 0), .4))
    s.greek(x0 + 60, y0 + 30, (x1 - x0) * .6, 54, hexc("6a3a22"), 7)
    s.table(x0 + 40, y1 + 130, (x1 - x0) * .5, 110, hexc("7a5434"), depth=50)
    q, y = x0 + 80, y1 + 16
    s.rect(q, y - 66, 120, 60, hexc("8a6a44"), hexc("5a4028"), rad=8)
    s.oval(q + 60, y - 38, 20, 20, hexc("e0d2b0"))
    s.rect(q + 170, y - 50, 100, 46, hexc("3f5a4a"), hexc("2a3d32"), rad=18)
    s.line([(q + 176, y - 66), (q + 264, y - 66)], hexc("2a3d32"), 16)
    s.poly([(0, 150), (x0 - 30, 230), (x0 - 30, 560), (0, 690)], hexc("7a3c2c"), hexc("9c5a44"))
    s.greek(30, 330, x0 - 110, 90, hexc("f0d8a8"), 3)
    s.person(s.w * .52, 960, 470, "clasp", view="back", hair=hexc("9a9896"), style="short")
    s.person(s.w * .63, 975, 330, "point", view="back", kid=True, style="tail", top=RED)
    s.person(s.w * .8, 985, 480, "point", view="side", face=-1, vest=RED, style="bob")


def rest_stop(s):
    x0, y0, x1, y1 = s.room(hexc("f2e8d0"), hexc("b49a78"), (.18, .1, .84, .6))
    s.rect(x0 + 20, y0 + 30, x1 - x0 - 40, 54, hexc("e8b23c"), hexc("c8922a"), rad=8)
    s.greek(x0 + 60, y0 + 36, x1 - x0 - 120, 42, (70, 50, 20), 9)
    s.window(x1 - 270, y0 + 120, 220, 230, 2)
    for i in range(3):
        q = x0 + 40 + i * 92
        s.rect(q, y1 - 220, 84, 224, (246, 246, 244), hexc("c4c8cc"), rad=6)
        s.rect(q + 14, y1 - 190, 56, 44, (hexc("4a8f6a"), hexc("3a3f46"), hexc("3a6ea8"))[i], rad=4)
        s.oval(q + 42, y1 - 110, 10, 10, RED if i == 1 else hexc("59a0e0"))
    s.person(s.w * .55, 720, 360, "hold", vest=RED, item="paper", style="bob")
    s.table(s.w * .34, 850, s.w * .42, 120, hexc("c9a06a"), depth=60)
    for i in range(4):
        s.rect(s.w * (.4 + .08 * i), 700, 26, 40, (250, 250, 248), hexc("c8d0d4"), rad=5)
        for k in range(3):
            s.oval(s.w * (.4 + .08 * i) + 13, 690 - 16 * k, 10, 10, (255, 255, 255), .25, 8)
    y = hexc("e8b83c")
    s.person(s.w * .3, 940, 430, "sit", view="side", face=1, top=y, hat=y, style="short")
    s.person(s.w * .8, 940, 430, "sit", view="side", face=-1, top=hexc("3a78c0"), hat=hexc("3a78c0"), style="short")
    s.person(s.w * .1, 980, 500, "walk", view="side", face=1, top=y, hat=y, item="box", style="short")


def portrait(s):
    """One person at a window, seen from behind the light."""
    x0, y0, x1, y1 = s.room(hexc("d8c4a4"), hexc("8a6848"), (-.1, -.1, 1.1, .8), planks=False, beams=False)
    s.window(s.w * .06, 120, s.w * .46, 560, 2)
    s.shelf(s.w * .62, 780, s.w * .4, 640, 6)
    s.plant(s.w * .1, 800, 140)
    s.rect(-5, 800, s.w + 10, 210, s.lit(hexc("9a7048"), .25), s.lit(hexc("6a4a2e"), -.2))
    s.person(s.w * .5, 1210, 1020, "hold", view="side", face=-1, style="bun", hair=hexc("a8a6a4"), top=hexc("7a4a5c"), item="book", shadow=False)
    s.rect(-5, 900, s.w + 10, 110, s.lit(hexc("9a7048"), .15), s.lit(hexc("6a4a2e"), -.1))
    s.poly([(s.w * .1, 900), (s.w * .36, 880), (s.w * .4, 940), (s.w * .08, 950)], (250, 246, 236), (222, 214, 198))
    s.oval(s.w * .82, 905, 44, 16, hexc("5a4030"))
    s.rect(s.w * .82 - 42, 840, 84, 66, hexc("e4ecee"), hexc("a8b8bc"), rad=16)


def demolition(s):
    estate(s, 520, 3, .3)
    s.plaza(540, hexc("a8a096"))
    s.rect(s.w * .06, 470, s.w * .3, 240, s.lit(hexc("b4a494"), .1), s.lit(hexc("8c7c6c"), -.2))
    s.poly([(s.w * .03, 474), (s.w * .2, 430), (s.w * .3, 452), (s.w * .26, 480)], s.lit(hexc("6f94a8"), .2), s.lit(hexc("4f748a"), -.1))
    s.poly([(s.w * .26, 470), (s.w * .36, 470), (s.w * .36, 710), (s.w * .3, 710), (s.w * .33, 620), (s.w * .28, 560)], s.L.haze, hexc("b8aca0"))
    for _ in range(150):
        x, y, k = s.r.gauss(.34, .1) * s.w, s.r.uniform(700, 790), s.r.uniform(10, 40)
        c = s.r.choice((hexc("a8604a"), hexc("b8aca0"), hexc("8c8278"), hexc("6f94a8")))
        s.poly([(x, y), (x + k, y - k * .3), (x + k * 1.2, y + k * .4), (x + k * .2, y + k * .5)], s.lit(c, s.r.uniform(-.3, .3)))
    q, y = s.w * .64, 760
    yel = hexc("e0a92e")
    s.oval(q + 60, y + 8, 220, 22, s.L.shade, .4, 10)
    s.rect(q - 110, y - 56, 320, 60, hexc("3a3a3c"), hexc("222224"), rad=28)
    for i in range(5):
        s.oval(q - 78 + i * 64, y - 26, 20, 20, (120, 122, 124))
    s.rect(q - 60, y - 170, 250, 112, s.lit(yel, .25), s.lit(yel, -.25), rad=12)
    s.rect(q - 66, y - 260, 120, 150, s.lit(yel, .2), s.lit(yel, -.2), rad=10)
    s.rect(q - 54, y - 246, 94, 86, hexc("a8c8d4"), hexc("5f8094"), rad=8)
    s.line([(q + 20, y - 170), (q - 130, y - 420), (q - 250, y - 250)], s.lit(yel, 0), 36)
    s.line([(q + 20, y - 178), (q - 130, y - 428)], s.lit(yel, .5), 9, .7)
    s.poly([(q - 290, y - 260), (q - 220, y - 260), (q - 210, y - 180), (q - 270, y - 170), (q - 300, y - 200)], hexc("4a4a4c"), hexc("2a2a2c"))
    for _ in range(26):
        s.oval(s.r.gauss(.36, .08) * s.w, s.r.uniform(560, 760), 70, 40, hexc("d4c8b8"), .12, 20)
    for i in range(5):
        x = s.w * (.1 + .2 * i)
        s.poly([(x, 900), (x + 10, 840), (x + 22, 840), (x + 32, 900)], s.lit(ORANGE, .2), s.lit(ORANGE, -.2))
        s.line([(x + 16, 850), (x + s.w * .2 + 16, 850)], RED, 5, .8)
    s.person(s.w * .86, 960, 390, "point", view="side", face=-1, vest=ORANGE, hat=(240, 240, 236))
    s.person(s.w * .94, 975, 390, "hold", view="side", face=-1, vest=ORANGE, hat=RED, item="paper")


def stairwell(s):
    x0, y0, x1, y1 = s.room(hexc("e4ecd8"), hexc("b0aca0"), (.3, .08, .95, .62), planks=False)
    for i in range(9):
        y, x = 1000 - i * 66, s.w * .0 + i * 26
        s.rect(0, y - 66, s.w * .46 - i * 12 + x * .2, 66, s.lit(hexc("c4beb2"), .25), s.lit(hexc("9a9488"), -.1))
        s.rect(0, y - 66, s.w * .46 - i * 12 + x * .2, 12, s.lit(hexc("dcd6ca"), .4))
    s.line([(s.w * .5, 960), (s.w * .4, 380)], s.lit(hexc("8a4a34"), .1), 20)
    for i in range(8):
        t = i / 7
        s.line([(s.w * (.5 - .1 * t), 960 - 580 * t), (s.w * (.5 - .1 * t), 1010 - 520 * t + 40)], hexc("5a6468"), 7)
    s.rect(x1 - (x1 - x0) * .52, y0 + 60, (x1 - x0) * .46, 380, hexc("8a5fb0"), hexc("6a4590"), rad=10)
    s.greek(x1 - (x1 - x0) * .46, y0 + 74, (x1 - x0) * .34, 46, (250, 240, 220), 6)
    for r in range(5):
        for k in range(6):
            q, y = x1 - (x1 - x0) * .48 + k * (x1 - x0) * .068, y0 + 150 + r * 54
            if k == 0:
                s.rect(q, y - 14, 46, 30, (250, 246, 236), rad=3)
            elif s.r.random() < .72:
                for p in range(5):
                    t = p * math.tau / 5
                    s.oval(q + 20 + 8 * math.cos(t), y + 8 * math.sin(t), 6, 6, hexc("e8d4f8"))
                s.oval(q + 20, y, 4, 4, hexc("f4c84a"))
    s.window(x0 + 20, y0 + 70, 130, 200, 2)
    s.person(s.w * .62, 960, 520, "wave", view="back", vest=hexc("8a5fb0"), style="tail")
    s.person(s.w * .82, 980, 500, "bend", view="side", face=-1, item="broom", style="bun", hair=hexc("8d8a88"))
    s.plant(s.w * .95, 960, 110)


def steps_show(s):
    """A class at long tables: folding clothes, making things."""
    x0, y0, x1, y1 = s.room(hexc("efe6d6"), hexc("b3926a"), (.12, .08, .88, .54))
    s.window(x0 + 40, y0 + 50, 230, 260, 3)
    s.shelf(x1 - 250, y1, 220, 320, 4)
    s.person(s.w * .52, 660, 380, "point", face=1, top=hexc("4f7f74"), style="bob")
    for row in range(2):
        y = 790 + 170 * row
        s.table(s.w * (.08 - .05 * row), y, s.w * (.84 + .1 * row), 110 + 20 * row, depth=60)
        for i in range(5):
            q = s.w * (.14 + .165 * i)
            c = s.r.choice([hexc(v) for v in ("d88a7a", "e8c878", "8ab0c8", "a8c49a", "c8a8c8")])
            for k in range(3):
                s.rect(q - 40, y - 140 - 20 * row - k * 13, 92, 13, s.lit(c, .3 - .12 * k), s.lit(c, -.1), rad=5)
            s.person(q + 10, y + 60, 360 + 50 * row, "front", view="back" if row else ("back", "back", "side")[i % 3], face=s.r.choice((1, -1)), style=s.r.choice(("bun", "bob", "tail", "long")))


def handover(s):
    """Indoors: a parcel passes from one pair of hands to another at a door."""
    s.rect(0, 0, s.w, 1000, s.lit(hexc("d8cdb8"), .2), s.lit(hexc("b8a88c"), -.1))
    s.rect(s.w * .52, 60, s.w * .5, 960, s.lit(hexc("7a4a34"), .1), s.lit(hexc("54301f"), -.1))
    s.rect(s.w * .58, 110, s.w * .4, 900, hexc("f4dfae"), hexc("d8a868"))
    s.rect(s.w * .72, 240, s.w * .2, 190, hexc("c9885a"), hexc("8f5a3a"))
    s.oval(s.w * .8, 480, 300, 380, hexc("ffe8b8"), .4, 70)
    for q in (.545, .985):
        s.rect(s.w * q - 15, 220, 34, 420, s.lit(RED, .1), s.lit(RED, -.2))
        for k in range(5):
            s.greek(s.w * q - 12, 240 + k * 78, 28, 62, (250, 214, 120), 1)
    s.lantern(s.w * .4, 160, 46)
    s.rect(-5, 880, s.w + 10, 130, s.lit(hexc("9c948a"), .1), s.lit(hexc("6f675e"), -.2))
    s.person(s.w * .76, 950, 640, "hold", view="side", face=-1, style="bun", hair=hexc("b0aeac"), top=hexc("7a4a5c"))
    s.person(s.w * .38, 970, 690, "hold", view="side", face=1, vest=RED, item="box", style="short", hair=hexc("2a2422"))
    s.person(s.w * .16, 980, 640, "clasp", view="side", face=1, vest=RED, style="bob")


def arbor(s):
    """A summer evening: neighbours meet under a leafy arbour, with a flower board and strings of lamps."""
    estate(s, 470, 3, .3)
    s.plaza(500, hexc("9c8f92"))
    for x in (.06, .95):
        s.tree(s.w * x, 600, 470, hexc("55783f"), .34, .05)
    for row, (y, t) in enumerate(((640, .72), (900, 1))):
        for i in range(5):
            q = s.w * (.5 + (i / 4 - .5) * .9 * t)
            if row == 0 or i in (0, 4):
                s.rect(q - 11 * t, 210, 22 * t, y - 210, s.lit(hexc("c0ab90"), .12), s.lit(hexc("75614f"), -.2), horiz=True)
    for i in range(11):
        a, b = s.w * (.5 + (i / 10 - .5) * .68), s.w * (.5 + (i / 10 - .5) * 1.06)
        s.line([(a, 226), (b, 110)], s.lit(hexc("8d7860"), -.1), 12)
    s.rect(s.w * .14, 218, s.w * .72, 18, s.lit(hexc("a08a70"), .1), s.lit(hexc("75614f"), -.2))
    for x in range(13):
        s.crown(s.w * (x + .5) / 13, 120 + s.r.uniform(-26, 26), s.w * .075, 100, hexc("62893f"), 15, 11)
    for _ in range(52):
        x, y, ln = s.r.uniform(0, 1) * s.w, s.r.uniform(170, 230), s.r.uniform(40, 120)
        s.line([(x, y), (x + 14, y + ln * .5), (x + s.r.uniform(-16, 16), y + ln)], s.lit(hexc("4f7434"), s.r.uniform(-.3, .2)), 3, .8, smooth=True)
        s.dots([(x + s.r.gauss(0, 9), y + ln * s.r.random()) for _ in range(9)], s.lit(hexc("6f9a48"), s.r.uniform(-.3, .5)), 10, .9)
    for k in range(2):
        for i in range(13):
            x, y = s.w * (i + .5) / 13, 250 + 70 * k + 46 * math.sin((i % 6) / 6 * math.pi)
            s.oval(x, y, 34, 30, hexc("ffd890"), .3, 14)
            s.oval(x, y, 8, 10, hexc("fff2cc"))
    x, y, w, h = s.w * .56, 380, s.w * .22, 220
    for q in (x + 14, x + w - 24):
        s.rect(q, y, 11, 330, s.lit(hexc("8a8078"), .1), s.lit(hexc("55504a"), -.2))
    s.rect(x - 8, y - 8, w + 16, h + 16, hexc("6a4590"), hexc("4a2f6c"), rad=8)
    s.rect(x, y, w, h, hexc("f4eddc"), hexc("dccfb8"), rad=4)
    s.greek(x + w * .2, y + 8, w * .6, 40, hexc("5a3a80"), 6)
    for i in range(3):
        for j in range(6):
            if s.r.random() < .8:
                cx, cy = x + w * (.14 + .145 * j), y + 84 + 48 * i
                for p in range(5):
                    t = p * math.tau / 5
                    s.oval(cx + 9 * math.cos(t), cy + 9 * math.sin(t), 7, 7, hexc("8a5fb0"))
                s.oval(cx, cy, 5, 5, hexc("f4c84a"))
    s.person(s.w * .5, 735, 360, "point", vest=hexc("8a5fb0"), style="bob", face=1)
    for x, f, pose in ((.18, 1, "sit"), (.29, 1, "think"), (.86, -1, "sit")):
        s.person(s.w * x, 770, 320, pose, view="side", face=f, hair=s.r.choice((hexc("a8a6a4"), hexc("2a2422"))))
    s.person(s.w * .93, 790, 340, "hold", view="side", face=-1, item="paper", style="bun", hair=hexc("9a9896"))
    for i, (x, pose) in enumerate(((.1, "front"), (.26, "wave"), (.43, "front"), (.6, "raise"), (.77, "front"), (.91, "wave"))):
        X = s.w * x
        if pose == "front":
            s.stool(X, 985, (hexc("b04a3c"), hexc("3f6f8f"), hexc("c79a4a"))[i % 3])
            s.person(X, 1000, 440, "front", view="back", hair=(hexc("8d8a88"), hexc("2a2422"))[i % 2], style=("bun", "short", "bob")[i % 3])
        else:
            s.person(X, 1120, 470, pose, view="back", hair=(hexc("332a26"), hexc("9a9896"))[i % 2], style=("tail", "short")[i % 2])


def rice_home(s):
    """Neighbours take home what their points were changed for: rice on a small cart, cloth bags."""
    estate(s, 480, 3, .28)
    s.grass(484, 760, hexc("7c9a50"))
    s.poly([(0, 1000), (s.w * .1, 700), (s.w * .34, 560), (s.w * .5, 500), (s.w * .58, 500), (s.w * .62, 600), (s.w * .82, 760), (s.w, 860), (s.w, 1000)], s.lit(hexc("d8cbb4"), .1), s.lit(hexc("b39f86"), -.1), along=[(0, 500), (0, 1000)])
    for x, y, h in ((.1, 640, 560), (.9, 680, 620), (.74, 560, 330), (.3, 550, 300)):
        s.cast(lambda: s.tree(s.w * x, y, h, hexc("5f8a42"), .34, .05 if h > 400 else .2, n=36), s.w * x, y, ky=.1, a=.22)
    for _ in range(60):
        t = s.r.random()
        s.oval(s.w * s.r.uniform(.08, .92), 680 + 310 * t, 26 + 40 * t, 7 + 9 * t, s.L.sun, .26, 6)
    for i in range(6):
        s.bush(s.w * (.02 + .19 * i), 770 if i in (0, 5) else 560, 170 if i in (0, 5) else 80, hexc("55803f"), (hexc("e8709a"), hexc("f4f0e4"))[i % 2])
    s.person(s.w * .46, 690, 230, "walk", view="back", item="bag", style="bun", hair=hexc("9a9896"))
    s.person(s.w * .52, 685, 150, "walk", view="back", kid=True, top=hexc("e0a94a"))
    x, y = s.w * .4, 900
    pur = hexc("8a5fb0")
    s.oval(x + 110, y + 10, 190, 20, s.L.shade, .4, 10)
    for k in range(5):
        q, yy = x + 18 + (k % 3) * 66 + (k // 3) * 32, y - 112 - (k // 3) * 52
        s.rect(q, yy, 72, 58, s.lit(hexc("f4eedc"), .2), s.lit(hexc("d0c2a2"), -.1), rad=14)
        s.oval(q + 36, yy + 30, 18, 12, RED if k % 2 else GREEN, .85)
    s.poly([(x, y - 72), (x + 232, y - 72), (x + 214, y - 22), (x + 18, y - 22)], s.lit(pur, .2), s.lit(pur, -.25), along=[(0, y - 72), (0, y - 22)])
    for q in (56, 176):
        s.oval(x + q, y - 16, 27, 27, (40, 38, 42))
        s.oval(x + q, y - 16, 12, 12, (180, 178, 174))
    s.line([(x + 228, y - 66), (x + 300, y - 150), (x + 336, y - 160)], hexc("5a5658"), 9)
    s.person(x + 380, 930, 440, "dig", view="side", face=-1, vest=pur, style="short")
    s.person(s.w * .27, 940, 430, "walk", view="side", face=-1, item="bag", hair=hexc("a8a6a4"), style="bun", top=hexc("c9849a"))
    s.person(s.w * .14, 965, 290, "walk", view="side", face=-1, kid=True, item="bag", top=hexc("4f9ab8"), style="tail")
    s.person(s.w * .88, 975, 460, "walk", view="side", face=1, item="box", style="short", top=hexc("e8e2d0"))


def shed_rain(s):
    """A charging shed after an evening shower, its lamps in the wet ground."""
    s.sky(600, 4)
    s.skyline(610, .3, 18, 120, 320)
    for i, (x, w, h) in enumerate(((-.06, .34, 440), (.3, .3, 360), (.63, .43, 480))):
        s.building(s.w * x, 640, s.w * w, h, (hexc("6f6c7c"), hexc("7a7280"), hexc("686878"))[i], 7, 6, lit=.42, d=.1)
    for x in (.03, .97, .6):
        s.tree(s.w * x, 660, 330, hexc("3f6048"), .36, .05)
    x0, x1, top, y = s.w * .1, s.w * .92, 390, 720
    s.rect(0, 640, s.w, 90, hexc("3a3d4c"), hexc("2c2f3e"))
    s.rect(x0 + 10, top + 50, x1 - x0 - 20, y - top - 50, hexc("4a6a78"), hexc("2f4654"), a=.8)
    for i in range(6):
        s.oval(x0 + (x1 - x0) * (i + .5) / 6, top + 90, 190, 210, hexc("ffe2a0"), .3, 60)
    n = 9
    for i in range(n):
        q = x0 + (x1 - x0) * (i + .5) / n
        s.rect(q - 19, top + 110, 38, 76, (244, 246, 246), hexc("b8c4c8"), rad=6)
        s.rect(q - 12, top + 120, 24, 24, hexc("1f5a4a"))
        s.oval(q, top + 164, 15, 15, hexc("59e08a"), .5, 7)
        s.oval(q, top + 164, 6, 6, hexc("b8ffd0"))
    cols = (RED, (238, 238, 234), hexc("3a6ea8"), hexc("d8a23e"), hexc("5f9a78"), hexc("c86a8a"), hexc("8a94a0"), hexc("e8e0cc"))
    for i in range(n):
        q = x0 + (x1 - x0) * (i + .5) / n
        if i in (3, 8):
            continue
        s.oval(q, y + 4, 90, 11, hexc("0a1022"), .5, 6)
        s.ebike(q + 6, y + 4, 1.02, cols[i % 8], 1 if i % 3 else -1)
        s.line([(q, top + 186), (q - 26, top + 240), (q - 6, y - 80)], (28, 30, 36), 4, smooth=True)
    for i in range(5):
        q = x0 + (x1 - x0) * i / 4
        s.rect(q - 8, top + 20, 16, y - top - 14, hexc("aab4ba"), hexc("5a646c"), horiz=True)
    s.poly([(x0 - 40, top + 34), (x0 + 30, top - 56), (x1 - 30, top - 56), (x1 + 40, top + 34)], hexc("5f9fc0"), hexc("2f6484"), along=[(0, top - 56), (0, top + 34)])
    for i in range(17):
        t = i / 16
        s.line([(x0 + 30 + (x1 - x0 - 60) * t, top - 54), (x0 - 40 + (x1 - x0 + 80) * t, top + 32)], (210, 230, 240), 2, .4)
    s.rect(x0 - 44, top + 32, x1 - x0 + 88, 14, hexc("dfe8ea"), hexc("8fa0a8"))
    for i in range(6):
        q = x0 + (x1 - x0) * (i + .5) / 6
        s.rect(q - 60, top + 52, 120, 9, hexc("fff6d8"), rad=4)
        s.poly([(q - 60, top + 60), (q + 60, top + 60), (q + 130, y), (q - 130, y)], hexc("ffe6a8"), a=.12, blur=12)
    s.person(s.w * .36, y + 8, 265, "hold", view="side", face=1, item="phone", style="bob", top=hexc("e8d8c0"))
    s.person(s.w * .44, y + 8, 255, "walk", view="side", face=1, vest=BLUE, item="paper")
    s.water(735, 1000, hexc("3a4660"))
    s.rect(-5, 735, s.w + 10, 270, hexc("20263a"), hexc("10141f"), a=.3)
    for i in range(6):
        q = x0 + (x1 - x0) * (i + .5) / 6
        s.oval(q, 850, 60, 130, hexc("ffd890"), .16, 30)
    for _ in range(40):
        x, yy = s.r.uniform(0, s.w), s.r.uniform(760, 990)
        k = (yy - 730) / 9
        s.c.drawOval(skia.Rect.MakeLTRB(x - k * 2, yy - k * .4, x + k * 2, yy + k * .4), s.paint((220, 230, 245), .25, stroke=1.4))


def sails(s):
    """Noon in high summer: coloured shade sails over benches on a riverside walk."""
    s.sky(470, 9)
    s.skyline(474, .72, 14, 50, 150)
    for x in (.04, .2, .38, .62, .8, .97):
        s.tree(s.w * x, 500, s.r.uniform(150, 230), hexc("6a9550"), .42, .3, n=14)
    s.water(505, 640, hexc("6fa0b0"))
    s.rect(-5, 632, s.w + 10, 24, s.lit(hexc("d8d2c4"), .3), s.lit(hexc("a8a094"), -.2))
    for i in range(30):
        s.rect(s.w * i / 29 - 4, 584, 8, 56, s.lit(hexc("e4e0d4"), .2), s.lit(hexc("b4ac9c"), -.1))
    s.rect(-5, 580, s.w + 10, 10, s.lit(hexc("efeadc"), .3))
    s.plaza(654, hexc("d2bfa0"))
    s.tree(s.w * .93, 760, 640, hexc("5f8f46"), .3)
    shade = ((.08, .32), (.33, .6), (.6, .86))
    for a, b in shade:
        s.poly([(s.w * a, 740), (s.w * b, 720), (s.w * (b + .03), 900), (s.w * (a - .04), 925)], s.L.shade, a=.3, blur=14)
    posts = ((.06, 230), (.32, 130), (.59, 250), (.86, 140))
    for x, y in posts:
        s.rect(s.w * x - 10, y, 20, 760 - y, s.lit(hexc("f0f2f2"), .2), s.lit(hexc("9aa4a8"), -.1), horiz=True)
        s.oval(s.w * x, 764, 34, 9, s.L.shade, .35, 5)
    cols = (hexc("f0b03c"), hexc("e0674a"), hexc("3f9aa8"))
    for i in range(3):
        (xa, ya), (xb, yb) = posts[i], posts[i + 1]
        c = cols[i]
        p = skia.Path()
        p.moveTo(s.w * xa, ya)
        p.quadTo(s.w * (xa + xb) / 2, (ya + yb) / 2 + 26, s.w * xb, yb)
        p.quadTo(s.w * (xb + .01), yb + 120, s.w * (xb - .03), yb + (190 if ya > yb else 110))
        p.quadTo(s.w * (xa + xb) / 2, (ya + yb) / 2 + 130, s.w * (xa + .02), ya + (90 if ya > yb else 190))
        p.quadTo(s.w * (xa + .02), ya + 60, s.w * xa, ya)
        s.c.drawPath(p, s.grad(s.paint(c, .96), [(s.w * xa, ya), (s.w * xb, yb + 150)], [s.lit(c, .45), s.lit(c, -.25)]))
        for k in range(1, 5):
            t = k / 5
            x, y = s.w * (xa + (xb - xa) * t), ya + (yb - ya) * t
            s.line([(x, y + 10), (x + 8, y + 120)], s.lit(c, -.4), 3, .25)
    for i, x in enumerate((.12, .4, .66)):
        s.bench(s.w * x, 830, s.w * .14, hexc("a87848"))
    for x, f, st in ((.15, 1, "bun"), (.22, -1, "short"), (.44, 1, "short"), (.5, -1, "bun"), (.72, 1, "bob")):
        s.person(s.w * x, 838, 300, "sit", view="side", face=f, seat=False, style=st, hair=hexc("a8a6a4") if st != "bob" else None, item="book" if x == .72 else None)
    x, y = s.w * .3, 900
    s.rect(x - 8, y - 210, 16, 210, s.lit(hexc("b8c4c8"), .2), s.lit(hexc("7a868c"), -.1))
    for _ in range(60):
        t = s.r.random()
        s.oval(x + 30 + 190 * t + s.r.gauss(0, 12), y - 190 + 40 * t + s.r.gauss(0, 12 + 40 * t), 14 + 34 * t, 10 + 24 * t, (250, 252, 255), .1, 12)
    s.person(s.w * .41, 950, 260, "raise", kid=True, top=hexc("f2d04a"))
    s.person(s.w * .35, 965, 250, "wave", kid=True, view="side", face=-1, top=hexc("4f9ad0"), style="tail")
    s.person(s.w * .62, 975, 400, "walk", view="side", face=-1, vest=RED, item="paper", style="short", hat=hexc("f0e4c4"))
    s.person(s.w * .1, 985, 420, "walk", view="side", face=1, item="bag", style="bob", top=hexc("e8a0b0"))
    s.plant(s.w * .02, 990, 130)


def beans(s):
    """Hyacinth beans climb on strings from one balcony to the next, seen at evening."""
    wall = hexc("d8c0a4")
    s.rect(-5, -5, s.w + 10, 1010, s.lit(wall, .25), s.lit(wall, -.25))
    for j in range(26):
        s.line([(0, j * 40), (s.w, j * 40)], s.lit(wall, -.4), 1.4, .3)
    for j in range(2):
        y, rail = -40 + j * 510, 310 + j * 510
        s.rect(s.w * .12, y, s.w * .7, rail - y + 20, s.lit(hexc("5a5060"), -.2), s.lit(hexc("7a6458"), -.1))
        s.rect(s.w * .15, y + 20, s.w * .3, rail - y, hexc("ffdf9c") if j else hexc("8ea4b8"), hexc("e89a4c") if j else hexc("56687e"))
        s.rect(s.w * .48, y + 20, s.w * .31, rail - y, hexc("ffe8b4"), hexc("f0ac5c"))
        for q in (.3, .47, .635):
            s.rect(s.w * q - 4, y + 20, 9, rail - y, hexc("f2ece0"), hexc("b8a890"))
        for k in range(4):
            s.rect(s.w * .49 + k * 24, y + 20, 14, rail - y, (250, 240, 224), a=.35, blur=4)
        s.c.save()
        s.c.clipRect(skia.Rect.MakeLTRB(0, y, s.w, rail))
        if j:
            s.person(s.w * .69, rail + 330, 590, "point", view="side", face=-1, style="bun", hair=hexc("a8a6a4"), top=hexc("a85a6c"), shadow=False)
        else:
            s.person(s.w * .39, rail + 300, 560, "hold", view="front", style="short", hair=hexc("8d8a88"), top=hexc("6f94b0"), shadow=False)
        s.c.restore()
        s.rect(s.w * .08, rail, s.w * .78, 150, s.lit(hexc("e6d6bc"), .25), s.lit(hexc("b49a7c"), -.15))
        s.rect(s.w * .06, rail - 12, s.w * .82, 18, s.lit(hexc("efe2cc"), .4), s.lit(hexc("c4ac8c"), 0))
        s.rect(s.w * .06, rail + 146, s.w * .82, 16, s.lit(hexc("b49a7c"), -.2), s.lit(hexc("8a7054"), -.3))
        for i in range(15):
            s.rect(s.w * (.1 + .05 * i), rail + 14, 9, 124, s.lit(hexc("c4ac8c"), -.25), a=.5)
        s.rect(0, rail + 162, s.w, 34, s.L.shade, a=.16, blur=14)
        for i in range(3 if j else 0):
            q = s.w * (.14 + .25 * i)
            s.rect(q, rail - 52, 118, 48, s.lit(hexc("b8623c"), .15), s.lit(hexc("7a3c24"), -.2), rad=7)
    pod, leaf = hexc("8a4a7c"), hexc("5c8a3c")
    def vine(x, y0, y1):
        pts, n = [], 46
        ph = s.r.uniform(0, 6)
        s.line([(x, y0), (x + 6, y1)], (236, 226, 206), 2, .8)
        for i in range(n):
            t = i / (n - 1)
            pts.append((x + 6 * t + 16 * math.sin(t * 17 + ph), y0 + (y1 - y0) * t))
        s.line(pts, s.lit(leaf, -.3), 6)
        for px, py in pts:
            for _ in range(2):
                a, k = s.r.uniform(0, math.tau), s.r.uniform(17, 34)
                lx, ly = px + math.cos(a) * 26, py + math.sin(a) * 17
                c = s.lit(leaf, s.r.uniform(-.5, .5))
                p = skia.Path()
                p.moveTo(lx, ly - k * .42)
                p.cubicTo(lx + k * .5, ly - k * .85, lx + k * .95, ly - k * .05, lx + k * .06, ly + k * .74)
                p.cubicTo(lx - k * .9, ly + k * .1, lx - k * .55, ly - k * .85, lx, ly - k * .42)
                s.c.drawPath(p, s.grad(s.paint(c), [(lx + k * .5, ly - k * .5), (lx - k * .4, ly + k * .7)], [s.lit(c, .25), s.lit(c, -.35)]))
                s.line([(lx, ly - k * .3), (lx + k * .05, ly + k * .5)], s.lit(c, .35), 1.6, .5)
            if s.r.random() < .3:
                for m in range(6):
                    s.oval(px + s.r.uniform(-8, 8) + 24, py - m * 8, 6, 5, s.lit(hexc("c07ac8"), s.r.uniform(-.1, .5)))
            if s.r.random() < .26:
                for m in range(2):
                    q, w = px + s.r.uniform(-34, 34), py + s.r.uniform(6, 30)
                    s.line([(q, w), (q + 12, w + 20), (q + 6, w + 44)], s.lit(pod, s.r.uniform(-.2, .35)), 13, smooth=True)
    for x, y0, y1 in ((.18, 800, -20), (.25, 790, 250), (.48, 800, -20), (.545, 790, 330), (.8, 800, 180)):
        vine(s.w * x, y0, y1)
    s.poly([(s.w, 0), (s.w * .5, 0), (s.w * .1, 1000), (s.w * .75, 1000)], s.L.sun, a=.15, blur=70)
    s.rect(s.w * .93, 0, 26, 1000, s.lit(hexc("9aa0a4"), .1), s.lit(hexc("6a7074"), -.2), horiz=True)


def lotus(s):
    """Evening cool: people with fans on a boardwalk among lotus."""
    s.sky(430, 11)
    s.oval(s.w * .78, 330, 46, 46, hexc("fff0c8"), .95)
    s.hills(450, 2, hexc("5d6a8a"), 120)
    s.skyline(440, .55, 10, 40, 120)
    for x in (.02, .12, .24, .9, 1):
        s.tree(s.w * x, 470, s.r.uniform(150, 250), hexc("5a7a50"), .42, .22, n=14)
    s.pavilion(s.w * .4, 470, 210, 240)
    s.water(470, 1000, hexc("5f7f94"))
    s.poly([(s.w * .06, 640), (s.w * .95, 600), (s.w * .97, 634), (s.w * .05, 682)], s.lit(hexc("a07850"), .25), s.lit(hexc("7a5638"), -.1))
    s.poly([(s.w * .05, 682), (s.w * .97, 634), (s.w * .97, 650), (s.w * .05, 700)], s.lit(hexc("5a3e28"), -.3))
    for i in range(15):
        x = s.w * (.07 + .062 * i)
        y = 690 - 46 * i / 14
        s.rect(x - 5, y, 10, 54, s.lit(hexc("5a3e28"), -.3))
        s.rect(x - 4, y - 116, 9, 76, s.lit(hexc("b08458"), .1), s.lit(hexc("7a5638"), -.2))
    s.line([(s.w * .06, 576), (s.w * .95, 532)], s.lit(hexc("b88a5c"), .2), 9)
    for i, (x, f, kd) in enumerate(((.17, 1, 0), (.25, -1, 0), (.38, 1, 0), (.44, 1, 1), (.6, -1, 0), (.7, 1, 0), (.82, -1, 0))):
        y = 668 - 50 * (x - .06)
        s.person(s.w * x, y, 190 if kd else 268, ("hold", "clasp", "walk", "point", "hold", "stand", "wave")[i], view="side" if i != 5 else "back", face=f, kid=bool(kd), style=("bun", "short", "bob", "tail", "short", "long", "bun")[i], hair=hexc("b0aeac") if i in (0, 1, 4) else None, shadow=False)
        if i in (0, 4):
            q = s.w * x + f * 46
            s.line([(q, y - 150), (q + f * 8, y - 172)], hexc("8a6a44"), 4)
            s.oval(q + f * 14, y - 198, 27, 30, hexc("e4cf9c"), c2=hexc("b89a60"))
    for i in range(3):
        x = s.w * (.12 + .36 * i)
        s.line([(x, 640 - 16 * i), (x, 440 - 16 * i)], hexc("3a3440"), 6)
        s.lantern(x, 440 - 16 * i, 22)
    g = hexc("4f8a5c")
    spots = sorted((s.r.random() ** .6, s.r.random()) for _ in range(105))
    for t, u in spots:
        y, x, k = 700 + 330 * t, s.w * (u * 1.1 - .05), 34 + 96 * t
        c = s.lit(g, s.r.uniform(-.35, .3))
        up = s.r.uniform(0, 60) * t
        s.line([(x, y + 30), (x + 4, y - up)], s.lit(g, -.4), 3 + 3 * t)
        s.oval(x + 6, y - up + 9, k, k * .34, s.L.shade, .3, 6)
        s.oval(x, y - up, k, k * .36, s.lit(c, .1), c2=s.lit(c, -.4))
        for a in range(9):
            th = a * math.tau / 9
            s.line([(x, y - up), (x + k * .88 * math.cos(th), y - up + k * .31 * math.sin(th))], s.lit(c, .45), 1.6, .45)
        s.oval(x, y - up, k * .1, k * .05, s.lit(c, .6))
    for u, y, k in ((.08, 800, 60), (.2, 905, 92), (.34, 790, 56), (.47, 880, 84), (.6, 780, 54), (.7, 900, 96), (.84, 820, 66), (.94, 920, 90), (.55, 960, 70), (.28, 985, 60)):
        x = s.w * u
        s.line([(x, y + 130), (x + 6, y + 60), (x, y)], s.lit(g, -.2), 7, smooth=True)
        s.oval(x, y - k * .5, k * 1.3, k * 1.2, hexc("ffc0b8"), .14, 24)
        s.blossom(x, y, k, hexc("f0a0bc"))
        if k > 80:
            s.oval(x, y - k * .34, k * .16, k * .1, hexc("f0cc5a"))


def carpark(s):
    """Early morning in a works car park that neighbours use by night."""
    estate(s, 450, 3, .3)
    s.plaza(470, hexc("9aa0a4"))
    for x in (.05, .32, .66, .96):
        s.tree(s.w * x, 540, 330, hexc("6c9450"), .36, .12)
    s.rect(-5, 520, s.w + 10, 34, s.lit(hexc("8a9a78"), .2), s.lit(hexc("6a7a5a"), -.2))
    cols = [hexc(v) for v in ("e8e8e4", "3a5a80", "a83a34", "b8bcc0", "3a3e44", "d8c8a8", "5a7a6a")]

    def car(x, y, k, c):
        s.c.save()
        s.c.translate(x, y)
        s.c.scale(k, k)
        s.oval(0, 0, 112, 13, s.L.shade, .5, 8)
        for q in (-84, 54):
            s.rect(q, -34, 30, 36, (26, 26, 28), rad=8)
        s.poly([(-72, -96), (-56, -150), (56, -150), (72, -96)], s.lit(c, .35), s.lit(c, -.1), along=[(0, -150), (0, -96)])
        s.poly([(-62, -98), (-49, -142), (49, -142), (62, -98)], hexc("5f7a8c"), hexc("2f4452"), along=[(0, -142), (0, -98)])
        s.poly([(-60, -98), (-49, -142), (-10, -142), (-30, -98)], (240, 248, 252), a=.25)
        s.rect(-94, -100, 188, 78, s.lit(c, .25), s.lit(c, -.3), rad=20)
        s.rect(-88, -36, 176, 18, s.lit(c, -.5), s.lit(c, -.6), rad=8)
        for q in (-88, 58):
            s.rect(q, -84, 30, 18, hexc("e05040"), hexc("8c2420"), rad=6)
        s.rect(-30, -72, 60, 20, hexc("3f6fb8"), hexc("2f5490"), rad=3)
        s.line([(-84, -94), (84, -94)], s.lit(c, .7), 3, .6)
        s.c.restore()
    for row, (y, k, n) in enumerate(((640, .92, 7), (830, 1.32, 5))):
        for i in range(n + 1):
            x = s.w * i / n
            s.line([(x + (x - s.w / 2) * .02, y - 60 * k), (x + (x - s.w / 2) * .14, y + 36 * k)], (248, 248, 244), 5 * k, .85)
        for i in range(n):
            if (row, i) in ((0, 2), (0, 5), (1, 1), (1, 2)):
                continue
            car(s.w * (i + .5) / n, y, k, s.r.choice(cols))
    s.rect(s.w * .3, 700, 66, 150, s.lit(hexc("e8b23c"), .2), s.lit(hexc("b8821c"), -.1), rad=10)
    s.rect(s.w * .3 + 12, 716, 42, 40, hexc("2a3a4a"), rad=4)
    s.greek(s.w * .3 + 14, 722, 38, 26, hexc("8af0b0"), 3)
    s.line([(s.w * .3 + 60, 740), (s.w * .3 + 330, 560)], (248, 248, 246), 15)
    for i in range(4):
        t = .1 + .23 * i
        s.line([(s.w * .3 + 60 + 270 * t, 740 - 180 * t), (s.w * .3 + 60 + 270 * (t + .1), 740 - 180 * (t + .1))], RED, 15)
    s.person(s.w * .22, 965, 430, "walk", view="side", face=1, item="bag", style="short", top=hexc("e4e8ec"))
    s.person(s.w * .47, 940, 410, "wave", view="front", top=hexc("3f5f86"), hat=hexc("2f3f5a"), legs=hexc("2f3848"), style="short")
    s.person(s.w * .56, 960, 400, "clasp", view="side", face=-1, vest=RED, style="bob")


PICTURES = {  # name: scene, light, ratio, long side, extra
    "zhishu-1": (planting, "morning", (16, 9), 1760), "zhishu-2": (planting, "afternoon", (4, 3), 1600),
    "jishi-1": (market, "noon", (16, 9), 1760), "jishi-2": (market, "afternoon", (4, 3), 1600, True), "jianfa": (haircut, "morning", (3, 4), 1600),
    "shufang-1": (reading_room, "inside", (3, 2), 1680), "shufang-night": (reading_room, "lamp", (4, 3), 1600), "shufang-kids": (reading_room, "inside", (4, 3), 1600, True),
    "shuxia-1": (council, "morning", (3, 2), 1680), "shuxia-2": (council, "afternoon", (4, 3), 1600),
    "chongdian-1": (sheds, "noon", (3, 2), 1680), "chongdian-night": (sheds, "dusk", (16, 9), 1760),
    "xunhe-1": (river, "spring", (16, 9), 1760), "xunhe-2": (river, "afternoon", (4, 3), 1600, True),
    "yulan": (magnolia, "spring", (3, 4), 1600), "yulan-du": (readers_under, "morning", (3, 2), 1680),
    "dujuan": (azalea, "spring", (4, 3), 1600), "liangting": (pavilions, "afternoon", (16, 9), 1760),
    "xiaofang-1": (drill, "overcast", (3, 2), 1680), "xiaofang-2": (drill, "noon", (4, 3), 1600, False), "yizhen": (clinic, "morning", (3, 2), 1680),
    "ziteng": (wisteria, "spring", (3, 4), 1680), "ziteng-wide": (wisteria, "afternoon", (3, 2), 1680),
    "chaoshi": (exchange, "inside", (4, 3), 1600), "fushou": (handrails, "inside", (3, 4), 1600), "maobi": (calligraphy, "inside", (4, 3), 1600),
    "lanyin": (batik, "inside", (3, 2), 1680), "shubao": (satchels, "inside", (16, 9), 1760), "wutai-day": (stage, "afternoon", (3, 2), 1680),
    "wutai-night": (stage, "night", (16, 9), 1760), "gongshi": (board, "noon", (4, 3), 1600), "yejing": (night_estate, "night", (3, 2), 1680),
    "xunluo": (patrol, "afternoon", (4, 3), 1600), "yongdian": (patrol, "overcast", (3, 2), 1600, BLUE), "yishi": (meeting, "inside", (3, 2), 1680),
    "lvshi": (meeting, "lamp", (4, 3), 1600, True), "liangyi": (racks, "noon", (16, 9), 1760), "ketang": (lecture, "inside", (4, 3), 1600),
    "guanying": (lecture, "lamp", (3, 2), 1600, True), "mangwen": (braille, "inside", (4, 3), 1600), "yushu": (plateau, "noon", (16, 9), 1760),
    "niaokan": (aerial, "morning", (16, 9), 1760), "jiakong-before": (ground_floor, "overcast", (4, 3), 1600, False), "jiakong-after": (ground_floor, "inside", (4, 3), 1600),
    "yutian": (rain, "overcast", (3, 2), 1600), "xiaofangzhan": (fire_station, "noon", (4, 3), 1600), "qingtuan": (qingtuan, "inside", (4, 3), 1600),
    "chenlieguan": (hall, "lamp", (3, 2), 1600), "jiayouzhan": (rest_stop, "inside", (3, 2), 1600), "renwu": (portrait, "afternoon", (3, 4), 1600),
    "chaiwei": (demolition, "overcast", (3, 2), 1600), "loudao": (stairwell, "inside", (3, 4), 1600), "shouna": (steps_show, "inside", (3, 2), 1600), "shangmen": (handover, "dusk", (3, 4), 1600),
    "tengjia-ye": (arbor, "dusk", (3, 2), 1620), "huanmi": (rice_home, "afternoon", (4, 3), 1600), "haoxili": (shed_rain, "night", (16, 9), 1760),
    "zheyang": (sails, "noon", (16, 9), 1760), "biandou": (beans, "dusk", (3, 4), 1560), "hehua": (lotus, "dusk", (3, 2), 1680), "tingche": (carpark, "morning", (4, 3), 1560),
}


def draw(name):
    fn, light, ratio, side, *extra = PICTURES[name]
    s = Scene(name, light, ratio, side)
    fn(s, *extra)
    return s.develop()


# What cameras and telephones leave in a file, so that the demonstration shows it being cleaned away.
TURNED = {"fushou"}  # stored on its side, with orientation 6
LOCATED = {"yizhen"}  # with (made-up) coordinates


def save(name, path):
    """Draw one picture into the format that its path names, as large as a bulletin should carry."""
    im, exif, quality = draw(name), Image.Exif(), 82
    if name in TURNED:
        im, exif[274] = im.transpose(Image.Transpose.ROTATE_90), 6
    if name in LOCATED:
        exif[271], exif[272] = "Sample", "Camera 1"
        exif.get_ifd(34853).update({1: "N", 2: (31.0, 59.0, 47.0), 3: "E", 4: (120.0, 50.0, 33.0)})
    if path.suffix == ".png":
        im.thumbnail((1280, 1280), Image.LANCZOS)
        im.quantize(160, dither=Image.Dither.NONE).save(path, optimize=True)
        return
    kind = {"method": 6} if path.suffix == ".webp" else {"optimize": True, "progressive": True}
    while True:
        im.save(path, quality=quality, exif=exif, **kind)
        if path.stat().st_size < 262144 or quality <= 64:
            return
        quality -= 3


def main():
    """With --into DIR, write every picture that a record below DIR names; else all to a folder."""
    if sys.argv[1:2] == ["--into"]:
        for record in sorted(p for p in Path(sys.argv[2]).rglob("*") if p.suffix in (".md", ".yaml")):
            for name, suffix in re.findall(r"file: ([a-z0-9-]+)(\.jpg|\.png|\.webp)", record.read_text("utf-8")):
                save(name, record.parent / (name + suffix))
        return
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "pictures")
    out.mkdir(parents=True, exist_ok=True)
    for name in sys.argv[2:] or PICTURES:
        save(name, out / f"{name}.jpg")


if __name__ == "__main__":
    main()
