import { Trove } from "@rbxts/trove";
import type { EncounterMessage, EncounterOrder } from "../../shared/remotes/encounter-messages";
import { panelLayout } from "../panel/panel-layout";
import type { EncounterPanelView, Hit } from "./encounter-view";
import { encounterView, orderOfClick } from "./encounter-view";
import { actionButton, buildEncounter, seatRow } from "./engine-encounter-parts";

/** Seconds that something told is read in, twice over. */
const TOLD_SECONDS = 5;

/** The panel of the encounter that the player is in. */
export interface EncounterPanel {
	readonly show: (message: EncounterMessage) => void;
	/** Says something below it for a while. */
	readonly tell: (text: string) => void;
	/** The player has clicked into the world. */
	readonly clicked: (hit: Hit) => void;
	readonly stop: () => void;
}

function write(label: TextLabel, text: string | undefined): void {
	label.Text = text ?? "";
	label.Visible = text !== undefined;
}

function clear(frame: Frame): void {
	for (const old of frame.GetChildren()) if (old.IsA("GuiObject")) old.Destroy();
}

/** A panel in the interface `gui`; it is not seen before there is an encounter, or something to say. */
export function openEncounterPanel(gui: Instance, onOrder: (order: EncounterOrder) => void): EncounterPanel {
	const trove = new Trove();
	const parts = buildEncounter(gui);
	let room: EncounterMessage["room"];
	let chosen: string | undefined;
	let silence: thread | undefined;

	const order = (given: EncounterOrder) => {
		chosen = undefined;
		onOrder(given);
		render();
	};
	const fill = (view: EncounterPanelView) => {
		clear(parts.rows);
		view.rows.forEach((row, index) => {
			seatRow(row, index).Parent = parts.rows;
		});
		clear(parts.buttons);
		view.buttons.forEach((button, index) => {
			const made = actionButton(button, index);
			made.Activated.Connect(() => {
				if (button.order) return order(button.order);
				chosen = button.isChosen ? undefined : button.aims?.id;
				render();
			});
			made.Parent = parts.buttons;
		});
	};
	const render = () => {
		const view = room && encounterView(room, chosen);
		parts.scale.Scale = panelLayout(parts.gui.AbsoluteSize.X, parts.gui.AbsoluteSize.Y).scale;
		parts.root.Visible = view !== undefined || parts.told.Visible;
		write(parts.title, view?.title);
		write(parts.hint, view?.hint);
		write(parts.notice, view?.notice);
		fill(view ?? { title: "", rows: [], buttons: [] });
	};
	const tell = (text: string | undefined) => {
		write(parts.told, text);
		parts.root.Visible = room !== undefined || text !== undefined;
	};

	trove.add(parts.gui);
	trove.connect(parts.gui.GetPropertyChangedSignal("AbsoluteSize"), render);
	trove.add(() => {
		if (silence) task.cancel(silence);
	});
	render();
	return {
		show: (message) => {
			room = message.room;
			render();
		},
		tell: (text) => {
			if (silence) task.cancel(silence);
			tell(text);
			silence = task.delay(TOLD_SECONDS, () => {
				silence = undefined;
				tell(undefined);
			});
		},
		clicked: (hit) => {
			const aiming = room?.actor?.actions.find(({ id }) => id === chosen);
			const given = aiming && orderOfClick(aiming, hit);
			if (given) order(given);
		},
		stop: () => trove.destroy(),
	};
}
