import { lazy, type ComponentType } from "react";
import { UnreadBadge } from "../chatroom/unread-badge.js";
import { ChatIcon, DieIcon, MapIcon, SatchelIcon } from "./icons.js";

/** A page of the shell, loaded when it is opened. */
export interface Page {
	readonly path: string;
	readonly name: string;
	/** Stands for the name where there is no room for it. */
	readonly icon: ComponentType;
	readonly component: ComponentType;
	/** Stands beside the name, on every page. */
	readonly badge?: ComponentType;
}

export const PAGES: readonly Page[] = [
	{
		path: "/",
		name: "Map",
		icon: MapIcon,
		component: lazy(async () => ({ default: (await import("../map/map-page.js")).MapPage })),
	},
	{
		path: "/experience",
		name: "Experience",
		icon: SatchelIcon,
		component: lazy(async () => ({
			default: (await import("../experience/experience-page.js")).ExperiencePage,
		})),
	},
	{
		path: "/chatroom",
		name: "Chatroom",
		icon: ChatIcon,
		badge: UnreadBadge,
		component: lazy(async () => ({ default: (await import("../chatroom/chatroom-page.js")).ChatroomPage })),
	},
	{
		path: "/live",
		name: "Live",
		icon: DieIcon,
		component: lazy(async () => ({ default: (await import("../live/live-page.js")).LivePage })),
	},
];

/** The page at an address, with or without a slash at its end; a room of an encounter is a place of its page. */
export function pageAt(path: string): Page | undefined {
	const trimmed = path.replace(/\/+$/, "").replace(/^\/live\/[^/]+$/, "/live") || "/";
	return PAGES.find((page) => page.path === trimmed);
}
