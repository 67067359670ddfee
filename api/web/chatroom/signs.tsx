import type { Climate, Opinion } from "../../src/chatroom/core/outcome.js";
import type { Category } from "../../src/chatroom/core/society.js";
import { Icon } from "../shell/icons.js";

interface StrokeProps {
	readonly d: string;
	readonly size: number;
}

/** A sign in one stroke. */
const Stroke = ({ d, size }: StrokeProps) => (
	<Icon size={size}>
		<path d={d} />
	</Icon>
);

const CATEGORIES: Readonly<Record<Category, string>> = {
	food: "M10 7c-2-2-6.500-1.200-6.500 3.500 0 4 3 7 4.700 7 .8 0 1-.5 1.800-.5s1 .5 1.800.5c1.700 0 4.700-3 4.700-7C16.500 5.800 12 5 10 7Zm0 0c0-2.500 1-4 3-4.700",
	games:
		"M4.500 3.500h11q1 0 1 1v11q0 1-1 1h-11q-1 0-1-1v-11q0-1 1-1ZM7 7h.01M13 7h.01M10 10h.01M7 13h.01M13 13h.01",
	nature: "M4 16c-.5-7 3.500-12 12.500-12 .5 8-3.500 12.500-10 11M4 17c1.500-4 4-6.500 7.500-8",
	music:
		"M7.500 15V4.500l9-1.500v10.500M7.500 15a2.300 2.300 0 1 1-2.300-2.300A2.300 2.300 0 0 1 7.500 15Zm9-1.500a2.300 2.300 0 1 1-2.300-2.300 2.300 2.300 0 0 1 2.300 2.300Z",
	weather:
		"M6 12.500a3.500 3.500 0 0 1 .4-7A4.500 4.500 0 0 1 15 6.700a3 3 0 0 1-.5 5.800ZM7 15.500l-.7 1.700M10.500 15.500l-.7 1.700M14 15.500l-.7 1.700",
	rumours:
		"M6 8.500a4.500 4.500 0 1 1 8.500 2c-.8 1.600-2.500 2-2.700 4.200-.2 2.100-3.600 3.200-4.800.8M8.500 8.500a2 2 0 0 1 3.800-.8c.4 1-.3 1.800-1.300 2.500",
	work: "M10.500 7.500 4 14q-.8 1 .2 2t2 .2l6.500-6.500M10.500 7.500A3.600 3.600 0 0 1 15 3l-2 2 .5 1.500L15 7l2-2a3.600 3.600 0 0 1-4.300 4.700",
	stars:
		"m10 2.500 2.200 4.900 5.300.6-4 3.600 1.100 5.200-4.600-2.600-4.600 2.600 1.100-5.200-4-3.600 5.300-.6Z",
};

/** What a conversation is about. */
export const CategorySign = ({ category, size }: { readonly category: Category; readonly size: number }) => (
	<Stroke d={CATEGORIES[category]} size={size} />
);

const CLIMATES: Readonly<Record<Climate, string>> = {
	agreement:
		"M12.500 10a4.700 4.700 0 1 1-9.400 0 4.700 4.700 0 0 1 9.400 0ZM16.900 10a4.700 4.700 0 1 1-9.400 0 4.700 4.700 0 0 1 9.400 0Z",
	conflict: "M11.500 2.500 5 11h4.500L8.500 17.500 15 9h-4.500Z",
	mixed: "M3 8c2.300-2.500 4.700-2.500 7 0s4.700 2.500 7 0M3 13c2.300-2.500 4.700-2.500 7 0s4.700 2.500 7 0",
};

/** How a conversation went. */
export const ClimateSign = ({
	climate,
	size = 16,
}: {
	readonly climate: Climate;
	readonly size?: number;
}) => <Stroke d={CLIMATES[climate]} size={size} />;

const OPINIONS: Readonly<Record<Opinion, string>> = {
	positive: "M10 16V5M5 9.500 10 4.500l5 5",
	neutral: "M4.500 10h11",
	negative: "M10 4v11M5 10.500l5 5 5-5",
};

/** What somebody thinks of the topic. */
export const OpinionSign = ({
	opinion,
	size = 13,
}: {
	readonly opinion: Opinion;
	readonly size?: number;
}) => <Stroke d={OPINIONS[opinion]} size={size} />;

export const SparkSign = () => (
	<Stroke
		d="M10 2.500c.6 4.500 2.500 6.700 7.500 7.500-5 .8-6.900 3-7.500 7.500-.6-4.500-2.500-6.700-7.500-7.500 5-.8 6.900-3 7.500-7.500Z"
		size={16}
	/>
);

export const AwaySign = () => (
	<Stroke d="M8 4.500H4.500v11H8M8.500 10h8M13 6.500l3.500 3.500-3.500 3.500" size={16} />
);

export const ReplaySign = () => (
	<Stroke d="M4.500 10a5.500 5.500 0 1 0 1.800-4.100M4.200 3.500v3.300h3.300" size={16} />
);

export const SkipSign = () => <Stroke d="m4.500 5 5 5-5 5M10.500 5l5 5-5 5" size={16} />;

export const DownSign = () => <Stroke d="m5 7.500 5 5 5-5" size={16} />;

export const HeartSign = () => (
	<Stroke
		d="M10 16.500C5.500 13 3 10.500 3 7.700A3.600 3.600 0 0 1 10 6.500a3.600 3.600 0 0 1 7 1.200c0 2.800-2.500 5.300-7 8.800Z"
		size={13}
	/>
);

/** Of the team: filled for those who are in it. */
export function TeamSign({ isIn }: { readonly isIn: boolean }) {
	return (
		<svg
			width="17"
			height="17"
			viewBox="0 0 20 20"
			fill={isIn ? "currentColor" : "none"}
			stroke="currentColor"
			strokeWidth="1.600"
			strokeLinejoin="round"
			aria-hidden="true"
		>
			<path d={CATEGORIES.stars} />
		</svg>
	);
}

export function CoinSign() {
	return (
		<svg width="16" height="16" viewBox="0 0 20 20" aria-hidden="true" style={{ flex: "none" }}>
			<circle cx="10" cy="10" r="8" fill="var(--es-gathering)" />
			<circle cx="10" cy="10" r="5.200" fill="none" stroke="var(--es-surface)" strokeWidth="1.500" />
			<path d="M10 7.500v5" stroke="var(--es-surface)" strokeWidth="1.700" strokeLinecap="round" />
		</svg>
	);
}
