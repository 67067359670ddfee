import { Players } from "@rbxts/services";
import { Trove } from "@rbxts/trove";
import type { TalkRemotes } from "../../shared/remotes/engine-remotes";
import type { EarshotMessage } from "../../shared/remotes/messages";
import { playerGui } from "../engine-gui";
import { buildPanel, rowFrame } from "./engine-panel-parts";
import { panelLayout } from "./panel-layout";
import { panelView } from "./panel-view";

function write(label: TextLabel, text: string | undefined): void {
	label.Text = text ?? "";
	label.Visible = text !== undefined;
}

/** Shows who is in earshot, as the server tells it. Returns the stop. */
export function showPanel(remotes: TalkRemotes): () => void {
	const trove = new Trove();
	const parts = buildPanel(playerGui());
	const playerId = tostring(Players.LocalPlayer.UserId);
	let earshot: EarshotMessage = { members: [], byModel: false };
	/** What the player chose; until they do, the screen decides. */
	let chosen: boolean | undefined;

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
		write(parts.more, view.more);
		write(parts.notice, view.notice);
	};

	trove.add(parts.gui);
	trove.connect(parts.gui.GetPropertyChangedSignal("AbsoluteSize"), render);
	trove.connect(parts.header.Activated, () => {
		chosen = !isOpen();
		render();
	});
	trove.add(
		remotes.earshot.connect((view) => {
			earshot = view;
			render();
		}),
	);
	remotes.askEarshot.fire();
	return () => trove.destroy();
}
