import { lazy, type ComponentType } from "react";

/** A page of the shell, loaded when it is opened. */
export interface Page {
	readonly path: string;
	readonly name: string;
	readonly component: ComponentType;
}

export const PAGES: readonly Page[] = [
	{
		path: "/",
		name: "Map",
		component: lazy(async () => ({ default: (await import("../map/map-page.js")).MapPage })),
	},
];

/** The page at an address, with or without a slash at its end. */
export function pageAt(path: string): Page | undefined {
	const trimmed = path.replace(/\/+$/, "") || "/";
	return PAGES.find((page) => page.path === trimmed);
}
