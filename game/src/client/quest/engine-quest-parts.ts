import type { PanelGui } from "../engine-gui";
import { make, noteLabel, panelGui, stack } from "../engine-gui";
import { COLORS, FONTS } from "../theme";
import type { QuestView } from "./quest-view";

/** Pixels, before the scale of the screen. */
const WIDTH = 280;
const BAR_HEIGHT = 4;
/** With the smallest scale still a finger high. */
const HEADER_HEIGHT = 40;
const COUNT_WIDTH = 96;

/** The instances of the panel that change. */
export interface QuestParts extends PanelGui {
	readonly quests: Frame;
	readonly told: TextLabel;
}

/** Those of one quest. */
export interface QuestBlock {
	readonly frame: Frame;
	readonly header: TextButton;
	readonly title: TextLabel;
	readonly count: TextLabel;
	readonly fill: Frame;
	readonly names: TextLabel;
}

/** Room for one quest, `order` from above, to be filled by `fillBlock`. */
export function questBlock(order: number): QuestBlock {
	const title = make("TextLabel", {
		Size: new UDim2(1, -COUNT_WIDTH, 1, 0),
		BackgroundTransparency: 1,
		Text: "",
		TextColor3: COLORS.text,
		TextSize: 16,
		Font: FONTS.bold,
		TextXAlignment: Enum.TextXAlignment.Left,
		TextTruncate: Enum.TextTruncate.AtEnd,
	});
	const count = make("TextLabel", {
		AnchorPoint: new Vector2(1, 0),
		Position: new UDim2(1, 0, 0, 0),
		Size: new UDim2(0, COUNT_WIDTH, 1, 0),
		BackgroundTransparency: 1,
		Text: "",
		TextSize: 15,
		Font: FONTS.bold,
		TextXAlignment: Enum.TextXAlignment.Right,
	});
	const header = make(
		"TextButton",
		{ Size: new UDim2(1, 0, 0, HEADER_HEIGHT), BackgroundTransparency: 1, Text: "", LayoutOrder: 1 },
		[title, count],
	);
	const fill = make("Frame", { Size: new UDim2(0, 0, 1, 0), BorderSizePixel: 0 }, [
		make("UICorner", { CornerRadius: new UDim(1, 0) }),
	]);
	const bar = make(
		"Frame",
		{
			Size: new UDim2(1, 0, 0, BAR_HEIGHT),
			BackgroundColor3: COLORS.edge,
			BackgroundTransparency: 0.86,
			BorderSizePixel: 0,
			LayoutOrder: 2,
		},
		[make("UICorner", { CornerRadius: new UDim(1, 0) }), fill],
	);
	const names = noteLabel(COLORS.quiet, 3);
	return { frame: stack(order, 6, [header, bar, names]), header, title, count, fill, names };
}

/** Shows a quest in its block; the bar goes its own way. */
export function fillBlock({ title, count, fill, names }: QuestBlock, view: QuestView): void {
	const color = view.isWon ? COLORS.notice : COLORS.npc;
	title.Text = view.title;
	count.Text = view.count;
	count.TextColor3 = color;
	fill.BackgroundColor3 = color;
	names.Text = view.names ?? "";
	names.Visible = view.names !== undefined;
}

/** The panel without content, at the top in the middle, where neither chat nor controls are. */
export function buildQuests(parent: Instance): QuestParts {
	const quests = stack(1, 8);
	const told = noteLabel(COLORS.text, 2);
	const parts = panelGui(
		parent,
		{
			name: "EarshotQuests",
			frame: "Quests",
			width: WIDTH,
			anchor: new Vector2(0.5, 0),
			position: new UDim2(0.5, 0, 0, 8),
		},
		[quests, told],
	);
	return { ...parts, quests, told };
}
