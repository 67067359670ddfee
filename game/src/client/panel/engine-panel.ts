import { Trove } from "@rbxts/trove";
import type { EarshotMessage } from "../../shared/remotes/messages";
import { buildPanel, rowFrame } from "./engine-panel-parts";
import { panelLayout } from "./panel-layout";
import { panelView } from "./panel-view";

/** The panel that says who is in earshot. */
export interface Panel {
	readonly show: (earshot: EarshotMessage) => void;
	/** Whether an encounter may be opened from those who are in earshot. */
	readonly offer: (isOffered: boolean) => void;
	readonly stop: () => void;
}

function write(label: TextLabel, text: string | undefined): void {
	label.Text = text ?? "";
	label.Visible = text !== undefined;
}

/**
 * A panel in the interface `gui` of the player with that entity id; it is not seen before there is something to show.
 * `onOpen` is told where they open an encounter.
 */
export function openPanel(gui: Instance, playerId: string, onOpen: () => void): Panel {
	const trove = new Trove();
	const parts = buildPanel(gui);
	let earshot: EarshotMessage = { members: [], byModel: false };
	/** What the player chose; until they do, the screen decides. */
	let chosen: boolean | undefined;
	let isOffered = false;

	const layout = () => panelLayout(parts.gui.AbsoluteSize.X, parts.gui.AbsoluteSize.Y);
	const isOpen = () => chosen ?? layout().startsOpen;
	const render = () => {
		const view = panelView(earshot, { playerId, isOpen: isOpen() });
		parts.scale.Scale = layout().scale;
		parts.root.Visible = view.isVisible;
		parts.header.Text = view.title;
		parts.sign.Text = view.sign;
		for (const old of parts.rows.GetChildren()) if (old.IsA("Frame")) old.Destroy();
		view.rows.forEach((row, order) => {
			rowFrame(row, order).Parent = parts.rows;
		});
		parts.rows.Visible = !view.rows.isEmpty();
		parts.open.Visible = isOffered && isOpen();
		write(parts.more, view.more);
		write(parts.notice, view.notice);
	};

	trove.add(parts.gui);
	trove.connect(parts.gui.GetPropertyChangedSignal("AbsoluteSize"), render);
	trove.connect(parts.header.Activated, () => {
		chosen = !isOpen();
		render();
	});
	trove.connect(parts.open.Activated, onOpen);
	return {
		show: (view) => {
			earshot = view;
			render();
		},
		offer: (offered) => {
			isOffered = offered;
			render();
		},
		stop: () => trove.destroy(),
	};
}
