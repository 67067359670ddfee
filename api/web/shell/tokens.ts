/** Colours of one scheme. Pages take them as CSS variables (`--es-…`), the map paints with them. */
export interface Palette {
	/** The world's own ground, and the lines and words upon it. */
	readonly ground: string;
	readonly grid: string;
	readonly zone: string;
	/** Panels over the world. */
	readonly surface: string;
	readonly raised: string;
	readonly border: string;
	readonly shadow: string;
	/** Text: read first, read second. Both have contrast 4.5 on every panel and on the ground. */
	readonly ink: string;
	readonly dim: string;
	/** What is chosen or focused. */
	readonly accent: string;
	/** Members by type, and what they do together. */
	readonly npc: string;
	readonly player: string;
	readonly gathering: string;
	/** Words about those who stand together. */
	readonly together: string;
	readonly talk: string;
	/** States of the connection. */
	readonly connecting: string;
	readonly live: string;
	readonly behind: string;
	readonly resumed: string;
	readonly reset: string;
	readonly refused: string;
	readonly empty: string;
	/** What is looked at is not now. */
	readonly past: string;
}

export type Scheme = "light" | "dark";

/** Night and paper: the ground recedes, gatherings glow like lamps, members stand out by hue and by shape. */
export const PALETTES: Readonly<Record<Scheme, Palette>> = {
	dark: {
		ground: "#10161b",
		grid: "#1b242b",
		zone: "#7b8a95",
		surface: "#182026",
		raised: "#212b33",
		border: "#2b3740",
		shadow: "0 8px 28px rgba(0, 0, 0, 0.4)",
		ink: "#e9edef",
		dim: "#a3b0b9",
		accent: "#86b8ff",
		npc: "#6ec5b8",
		player: "#f6b65f",
		gathering: "#e9a866",
		together: "#e9a866",
		talk: "#ffe0ab",
		connecting: "#a3b0b9",
		live: "#66c995",
		behind: "#ecb95c",
		resumed: "#66c0d9",
		reset: "#b9a3f5",
		refused: "#f28b84",
		empty: "#a3b0b9",
		past: "#eba3c2",
	},
	light: {
		ground: "#f5f2eb",
		grid: "#e8e3d8",
		zone: "#8a8577",
		surface: "#fffdf9",
		raised: "#f3efe6",
		border: "#e0d9cb",
		shadow: "0 8px 24px rgba(70, 60, 40, 0.14)",
		ink: "#1f272d",
		dim: "#5a6169",
		accent: "#1c5fc0",
		npc: "#177d74",
		player: "#b85c06",
		gathering: "#c2731a",
		together: "#8f5410",
		talk: "#8a4a00",
		connecting: "#5a6169",
		live: "#1d7f4a",
		behind: "#946000",
		resumed: "#0f7391",
		reset: "#6a4fc4",
		refused: "#bb3730",
		empty: "#5a6169",
		past: "#a02c66",
	},
};

/** Distances in pixels, each about half as much again as the one before. */
export const SPACE = { xs: 6, sm: 10, md: 14, lg: 20, xl: 32 } as const;

/** Text sizes in pixels; the base is 14, since lists of names are what is read most. */
export const TYPE = { xs: 12, sm: 13, md: 14, lg: 16, xl: 20 } as const;

export const RADIUS = { sm: 6, md: 10, lg: 14 } as const;

/** Motion says what changed: short for what the reader did, longer for what the world did. */
export const MOTION = {
	ownMs: 140,
	worldMs: 500,
	flightMs: 650,
	easing: "cubic-bezier(0.2, 0.7, 0.2, 1)",
} as const;

/** Pixels that the shell's parts take up, for those who draw beneath them. */
export const LAYOUT = { headerHeight: 52, panelWidth: 348, panelGap: 12, narrowBelow: 820 } as const;

export const FONT = "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif";
