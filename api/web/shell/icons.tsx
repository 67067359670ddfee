import type { ReactNode } from "react";

/** Signs drawn in one hand: 20 units, round strokes in the colour of the text. They are never read aloud. */
export function Icon({ children, size = 18 }: { readonly children: ReactNode; readonly size?: number }) {
	return (
		<svg
			width={size}
			height={size}
			viewBox="0 0 20 20"
			fill="none"
			stroke="currentColor"
			strokeWidth="1.7"
			strokeLinecap="round"
			strokeLinejoin="round"
			aria-hidden="true"
			style={{ flex: "none" }}
		>
			{children}
		</svg>
	);
}

export const PlusIcon = () => (
	<Icon>
		<path d="M10 4v12M4 10h12" />
	</Icon>
);
export const MinusIcon = () => (
	<Icon>
		<path d="M4 10h12" />
	</Icon>
);
export const FitIcon = () => (
	<Icon>
		<path d="M3.5 7V3.5H7M13 3.5h3.5V7M16.5 13v3.5H13M7 16.5H3.5V13" />
	</Icon>
);
export const BackIcon = () => (
	<Icon>
		<path d="M12 4.5 6.5 10l5.5 5.5" />
	</Icon>
);
export const SearchIcon = () => (
	<Icon size={16}>
		<circle cx="8.8" cy="8.8" r="5" />
		<path d="m12.6 12.6 4 4" />
	</Icon>
);
export const WorldIcon = () => (
	<Icon size={16}>
		<circle cx="10" cy="10" r="7" />
		<path d="M3 10h14M10 3c2.6 2 3.6 4.5 3.6 7s-1 5-3.6 7c-2.6-2-3.6-4.5-3.6-7S7.4 5 10 3Z" />
	</Icon>
);
export const MapIcon = () => (
	<Icon>
		<path d="m3.500 5 4.300-1.500 4.400 1.800 4.300-1.500v11.400l-4.300 1.500-4.400-1.800-4.300 1.500ZM7.800 3.500v11.400M12.200 5.300v11.400" />
	</Icon>
);
export const SatchelIcon = () => (
	<Icon>
		<path d="M4 8h12l-.8 8.500H4.800ZM7 8V6.500a3 3 0 0 1 6 0V8M8 11.500h4" />
	</Icon>
);
export const ChatIcon = () => (
	<Icon>
		<path d="M12.500 9.500a1.500 1.500 0 0 1-1.500 1.500H6.500L3.500 13.500V5A1.500 1.500 0 0 1 5 3.500h6A1.500 1.500 0 0 1 12.500 5ZM8 13.500v.500A1.500 1.500 0 0 0 9.500 15.500h4.500l2.500 2V9A1.500 1.500 0 0 0 15 7.500" />
	</Icon>
);
export const DieIcon = () => (
	<Icon>
		<path d="m10 2.500 6.500 3.800v7.400L10 17.500l-6.500-3.800V6.300ZM10 2.500 6 12h8ZM3.500 6.300 6 12l4 5.500L14 12l2.500-5.700" />
	</Icon>
);
export const PersonIcon = () => (
	<Icon size={16}>
		<circle cx="10" cy="6.800" r="3.300" />
		<path d="M3.800 17c.7-3.500 3-5.300 6.200-5.300s5.500 1.800 6.200 5.300" />
	</Icon>
);
export const WayIcon = () => (
	<Icon size={16}>
		<path d="M4 10h11.500M11 5.500l4.500 4.500-4.500 4.500" />
	</Icon>
);
export const SendIcon = () => (
	<Icon>
		<path d="M4 10 16.500 4 13 16.500 9.300 11.300ZM9.300 11.300 16.500 4" />
	</Icon>
);
export const UpIcon = () => (
	<Icon>
		<path d="m4.5 12.5 5.5-5.5 5.5 5.5" />
	</Icon>
);
export const PastIcon = () => (
	<Icon size={16}>
		<path d="M3.500 10a6.500 6.500 0 1 0 2.200-4.900M3.200 3.400v3.400h3.400M10 6.600V10l2.500 1.600" />
	</Icon>
);
export const PlayIcon = () => (
	<Icon size={16}>
		<path d="M6.500 4.500v11l9-5.500Z" fill="currentColor" />
	</Icon>
);
export const PauseIcon = () => (
	<Icon size={16}>
		<path d="M7 5v10M13 5v10" strokeWidth="2.600" />
	</Icon>
);
export const CloseIcon = () => (
	<Icon size={16}>
		<path d="m5 5 10 10M15 5 5 15" />
	</Icon>
);
export const SunIcon = () => (
	<Icon>
		<circle cx="10" cy="10" r="3.4" />
		<path d="M10 2v1.6M10 16.4V18M2 10h1.6M16.4 10H18M4.3 4.3l1.2 1.2M14.5 14.5l1.2 1.2M15.7 4.3l-1.2 1.2M5.5 14.5l-1.2 1.2" />
	</Icon>
);
export const MoonIcon = () => (
	<Icon>
		<path d="M16.5 12A7 7 0 0 1 8 3.5a7 7 0 1 0 8.5 8.500Z" />
	</Icon>
);

/** A round dot for an NPC, a diamond for a player: the same signs as on the map. */
export function MemberSign({ type }: { readonly type: "npc" | "player" }) {
	return (
		<svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true" style={{ flex: "none" }}>
			{type === "npc" ? (
				<circle r="4.6" fill="var(--es-npc)" />
			) : (
				<path d="M0-6.2 6.2 0 0 6.2-6.2 0Z" fill="var(--es-player)" />
			)}
		</svg>
	);
}

/** The product's mark: somebody, and how far they are heard. */
export function Mark() {
	return (
		<svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true">
			<circle cx="7" cy="19" r="3.6" fill="var(--es-npc)" />
			<path
				d="M7 10.500a8.5 8.5 0 0 1 8.5 8.500M7 4a15 15 0 0 1 15 15"
				fill="none"
				stroke="var(--es-gathering)"
				strokeWidth="2.4"
				strokeLinecap="round"
			/>
		</svg>
	);
}
