import type { PanelGui } from "../engine-gui";
import { buttonEdge, make, noteLabel, panelGui, stack } from "../engine-gui";
import { COLORS, FONTS } from "../theme";
import type { Badge, PanelRow } from "./panel-view";

/** Pixels, before the scale of the screen. */
const WIDTH = 224;
const BADGE_WIDTH = 58;
const ROW_HEIGHT = 22;
/** With the smallest scale still a finger wide. */
const HEADER_HEIGHT = 40;
const GAP = 8;

/** The instances of the panel that change. */
export interface PanelParts extends PanelGui {
	readonly header: TextButton;
	readonly sign: TextLabel;
	readonly rows: Frame;
	readonly more: TextLabel;
	/** Opens an encounter. */
	readonly open: TextButton;
	readonly notice: TextLabel;
}

/** Shape and filling differ with the kind, besides word and colour. */
function badgeLabel(badge: Badge): TextLabel {
	const color = badge === "NPC" ? COLORS.npc : badge === "PLAYER" ? COLORS.player : COLORS.you;
	const isFilled = badge === "YOU";
	return make(
		"TextLabel",
		{
			Size: new UDim2(0, BADGE_WIDTH, 0, 18),
			BackgroundColor3: color,
			BackgroundTransparency: isFilled ? 0 : 1,
			Text: badge,
			TextColor3: isFilled ? COLORS.ground : color,
			TextSize: 11,
			Font: FONTS.bold,
			LayoutOrder: 1,
		},
		[
			make("UICorner", { CornerRadius: badge === "NPC" ? new UDim(0, 3) : new UDim(1, 0) }),
			make("UIStroke", {
				Color: color,
				Thickness: 1,
				ApplyStrokeMode: Enum.ApplyStrokeMode.Border,
				Enabled: !isFilled,
			}),
		],
	);
}

/** A row of the panel, `order` from above. */
export function rowFrame(row: PanelRow, order: number): Frame {
	return make(
		"Frame",
		{ Size: new UDim2(1, 0, 0, ROW_HEIGHT), BackgroundTransparency: 1, LayoutOrder: order },
		[
			make("UIListLayout", {
				FillDirection: Enum.FillDirection.Horizontal,
				VerticalAlignment: Enum.VerticalAlignment.Center,
				SortOrder: Enum.SortOrder.LayoutOrder,
				Padding: new UDim(0, GAP),
			}),
			badgeLabel(row.badge),
			make("TextLabel", {
				Size: new UDim2(1, -BADGE_WIDTH - GAP, 1, 0),
				BackgroundTransparency: 1,
				Text: row.name,
				TextColor3: COLORS.text,
				TextSize: 15,
				Font: FONTS.regular,
				TextXAlignment: Enum.TextXAlignment.Left,
				TextTruncate: Enum.TextTruncate.AtEnd,
				LayoutOrder: 2,
			}),
		],
	);
}

/** The panel without content, at the right edge, clear of Roblox's own controls and of a phone's notch. */
export function buildPanel(parent: Instance): PanelParts {
	const sign = make("TextLabel", {
		AnchorPoint: new Vector2(1, 0),
		Position: new UDim2(1, 0, 0, 0),
		Size: new UDim2(0, 24, 1, 0),
		BackgroundTransparency: 1,
		Text: "",
		TextColor3: COLORS.quiet,
		TextSize: 18,
		Font: FONTS.medium,
	});
	const header = make(
		"TextButton",
		{
			Size: new UDim2(1, 0, 0, HEADER_HEIGHT),
			BackgroundTransparency: 1,
			Text: "",
			TextColor3: COLORS.text,
			TextSize: 16,
			Font: FONTS.bold,
			TextXAlignment: Enum.TextXAlignment.Left,
			LayoutOrder: 1,
		},
		[sign],
	);
	const rows = stack(2, 4);
	const more = noteLabel(COLORS.quiet, 3);
	const open = make(
		"TextButton",
		{
			Size: new UDim2(1, 0, 0, HEADER_HEIGHT),
			BackgroundTransparency: 1,
			Text: "Open an encounter",
			TextColor3: COLORS.text,
			TextSize: 15,
			Font: FONTS.medium,
			LayoutOrder: 4,
			Visible: false,
		},
		buttonEdge(),
	);
	const notice = noteLabel(COLORS.notice, 5);
	const parts = panelGui(
		parent,
		{
			name: "EarshotPanel",
			frame: "Earshot",
			width: WIDTH,
			anchor: new Vector2(1, 0.5),
			position: new UDim2(1, -12, 0.4, 0),
		},
		[header, rows, more, open, notice],
	);
	return { ...parts, header, sign, rows, more, open, notice };
}
