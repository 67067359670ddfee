/** How the panel fits a screen. */
export interface PanelLayout {
	/** Factor on all of its sizes. */
	readonly scale: number;
	/** Whether it starts open: a phone's screen has better uses. */
	readonly startsOpen: boolean;
}

/** Pixels of the shorter side at which sizes are as designed; a full-HD window less its frame. */
const DESIGN_PIXELS = 1000;
/** Under this text is too small to read; over it the panel is in the way. */
const MIN_SCALE = 0.85;
const MAX_SCALE = 1.4;
/** Pixels of the shorter side under which a screen is a phone's. */
const PHONE_PIXELS = 500;

/** For a screen of that size in pixels; of a screen that is not known yet nothing is concluded. */
export function panelLayout(width: number, height: number): PanelLayout {
	const shorter = math.min(width, height);
	if (shorter <= 1) return { scale: 1, startsOpen: true };
	return {
		scale: math.clamp(shorter / DESIGN_PIXELS, MIN_SCALE, MAX_SCALE),
		startsOpen: shorter >= PHONE_PIXELS,
	};
}
