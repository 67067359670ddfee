import type { PanelGui } from "../engine-gui";
import { buttonEdge, make, noteLabel, panelGui, stack } from "../engine-gui";
import { COLORS, FONTS } from "../theme";
import type { EncounterButton, EncounterPanelView } from "./encounter-view";

/** Pixels, before the scale of the screen. */
const WIDTH = 248;
const ROW_HEIGHT = 22;
/** With the smallest scale still a finger high. */
const BUTTON_HEIGHT = 40;
const HEALTH_WIDTH = 116;

/** The instances of the panel that change. */
export interface EncounterParts extends PanelGui {
	readonly title: TextLabel;
	readonly rows: Frame;
	readonly hint: TextLabel;
	readonly buttons: Frame;
	readonly notice: TextLabel;
	readonly told: TextLabel;
}

/** A row of the order of turns; whoever has the turn is told by a sign and weight, besides colour. */
export function seatRow(row: EncounterPanelView["rows"][number], order: number): Frame {
	const color = row.isNow ? COLORS.notice : COLORS.text;
	const font = row.isNow ? FONTS.bold : FONTS.regular;
	const label = (text: string, properties: Partial<WritableInstanceProperties<TextLabel>>) =>
		make("TextLabel", {
			BackgroundTransparency: 1,
			Text: text,
			TextColor3: color,
			TextSize: 15,
			Font: font,
			TextTruncate: Enum.TextTruncate.AtEnd,
			...properties,
		});
	return make(
		"Frame",
		{ Size: new UDim2(1, 0, 0, ROW_HEIGHT), BackgroundTransparency: 1, LayoutOrder: order },
		[
			label(row.isNow ? `▸ ${row.name}` : row.name, {
				Size: new UDim2(1, -HEALTH_WIDTH, 1, 0),
				TextXAlignment: Enum.TextXAlignment.Left,
			}),
			label(row.health, {
				AnchorPoint: new Vector2(1, 0),
				Position: new UDim2(1, 0, 0, 0),
				Size: new UDim2(0, HEALTH_WIDTH, 1, 0),
				TextXAlignment: Enum.TextXAlignment.Right,
			}),
		],
	);
}

/** A button of the panel, filled while it waits for a click. */
export function actionButton({ label, isChosen }: EncounterButton, order: number): TextButton {
	return make(
		"TextButton",
		{
			Size: new UDim2(1, 0, 0, BUTTON_HEIGHT),
			BackgroundColor3: COLORS.notice,
			BackgroundTransparency: isChosen ? 0 : 1,
			Text: label,
			TextColor3: isChosen ? COLORS.ground : COLORS.text,
			TextSize: 16,
			Font: FONTS.medium,
			LayoutOrder: order,
		},
		buttonEdge(),
	);
}

/** The panel without content, at the left edge, clear of the chat above and the controls below. */
export function buildEncounter(parent: Instance): EncounterParts {
	const title = make("TextLabel", {
		Size: new UDim2(1, 0, 0, BUTTON_HEIGHT),
		BackgroundTransparency: 1,
		Text: "",
		TextColor3: COLORS.text,
		TextSize: 16,
		Font: FONTS.bold,
		TextXAlignment: Enum.TextXAlignment.Left,
		TextTruncate: Enum.TextTruncate.AtEnd,
		LayoutOrder: 1,
	});
	const rows = stack(2, 2);
	const hint = noteLabel(COLORS.quiet, 3);
	const buttons = stack(4, 6);
	const notice = noteLabel(COLORS.notice, 5);
	const told = noteLabel(COLORS.text, 6);
	const parts = panelGui(
		parent,
		{
			name: "EarshotEncounter",
			frame: "Encounter",
			width: WIDTH,
			anchor: new Vector2(0, 0.5),
			position: new UDim2(0, 12, 0.5, 0),
		},
		[title, rows, hint, buttons, notice, told],
	);
	return { ...parts, title, rows, hint, buttons, notice, told };
}
