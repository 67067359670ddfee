import {
	createTheme,
	type CSSVariablesResolver,
	defaultVariantColorsResolver,
	type MantineColorsTuple,
	type VariantColorsResolver,
} from "@mantine/core";
import { FONT, LAYOUT, MOTION, PALETTES, RADIUS, SPACE, TYPE, type Palette } from "./tokens.js";

const px = (sizes: Readonly<Record<string, number>>): Record<string, string> =>
	Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, `${size / 16}rem`]));

/** Mantine wants ten shades; ours are the accent of each scheme with lighter and darker neighbours. */
const ACCENT: MantineColorsTuple = [
	"#eef4ff",
	"#dbe8ff",
	"#b7d1ff",
	PALETTES.dark.accent,
	"#5c9bf2",
	"#3d82e0",
	"#2a6fd0",
	PALETTES.light.accent,
	"#164c9c",
	"#103a7a",
];

/** Mantine's greys for dark, from the lightest text to the deepest ground, in the hue of the palette. */
const INK: MantineColorsTuple = [
	PALETTES.dark.ink,
	"#cbd3d8",
	PALETTES.dark.dim,
	"#72818c",
	PALETTES.dark.border,
	"#26313a",
	PALETTES.dark.raised,
	PALETTES.dark.surface,
	"#141b20",
	PALETTES.dark.ground,
];

/** Words on the accent: Mantine would have them white in both schemes, which in the dark cannot be read on it. */
const variantColorResolver: VariantColorsResolver = (input) => {
	const look = defaultVariantColorsResolver(input);
	const isAccent = input.color === undefined || input.color === "accent";
	return input.variant === "filled" && isAccent ? { ...look, color: "var(--es-surface)" } : look;
};

/** Mantine's look, made of the tokens. */
export const theme = createTheme({
	fontFamily: FONT,
	fontSizes: px(TYPE),
	spacing: px(SPACE),
	radius: px(RADIUS),
	defaultRadius: "sm",
	colors: { accent: ACCENT, dark: INK },
	primaryColor: "accent",
	primaryShade: { light: 7, dark: 3 },
	autoContrast: true,
	variantColorResolver,
	respectReducedMotion: true,
	cursorType: "pointer",
	focusRing: "auto",
});

function variables(palette: Palette): Record<string, string> {
	const own = Object.entries(palette).map(([name, value]) => [`--es-${name}`, value]);
	return {
		...Object.fromEntries(own),
		"--mantine-color-body": palette.surface,
		"--mantine-color-text": palette.ink,
		"--mantine-color-dimmed": palette.dim,
		"--mantine-color-placeholder": palette.dim,
		"--mantine-color-default": palette.surface,
		"--mantine-color-default-hover": palette.raised,
		"--mantine-color-default-color": palette.ink,
		"--mantine-color-default-border": palette.border,
		"--mantine-color-anchor": palette.accent,
	};
}

/** Gives every page the tokens as CSS variables, in both schemes. */
export const cssVariables: CSSVariablesResolver = () => ({
	variables: {
		"--es-own-motion": `${MOTION.ownMs}ms ${MOTION.easing}`,
		"--es-world-motion": `${MOTION.worldMs}ms ${MOTION.easing}`,
		"--es-header-height": `${LAYOUT.headerHeight}px`,
		"--es-panel-width": `${LAYOUT.panelWidth}px`,
		"--es-panel-gap": `${LAYOUT.panelGap}px`,
	},
	light: variables(PALETTES.light),
	dark: variables(PALETTES.dark),
});
