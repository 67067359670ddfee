import { ActionIcon, Button, TextInput } from "@mantine/core";
import { useId, useState } from "react";
import { MOST_NAME } from "../../../src/encounters/engine/limits.js";
import type { Item } from "../../../src/encounters/engine/powers.js";
import { MinusIcon, PlusIcon } from "../../shell/icons.js";
import { READY_MADE, withOneMore, withQuantity } from "./carried.js";
import classes from "./dm.module.css";

export interface CarriedToolsProps {
	readonly inventory: readonly Item[];
	readonly onChange: (inventory: readonly Item[]) => void;
}

/** What somebody carries, to be given and taken by hand. */
export function CarriedTools({ inventory, onChange }: CarriedToolsProps) {
	const [name, setName] = useState("");
	const known = useId();
	return (
		<div className={classes.carried} role="group" aria-label="Carries">
			{inventory.map(({ itemId, name: thing, quantity }) => (
				<div key={itemId} className={classes.item}>
					<span>{thing}</span>
					<ActionIcon
						size={24}
						variant="default"
						aria-label={quantity > 1 ? `One ${thing} less` : `Take ${thing} away`}
						onClick={() => onChange(withQuantity(inventory, itemId, quantity - 1))}
					>
						<MinusIcon />
					</ActionIcon>
					<b>{quantity}</b>
					<ActionIcon
						size={24}
						variant="default"
						aria-label={`One ${thing} more`}
						onClick={() => onChange(withQuantity(inventory, itemId, quantity + 1))}
					>
						<PlusIcon />
					</ActionIcon>
				</div>
			))}
			<form
				className={classes.amount}
				onSubmit={(event) => {
					event.preventDefault();
					if (name.trim() === "") return;
					onChange(withOneMore(inventory, name.trim()));
					setName("");
				}}
			>
				<TextInput
					aria-label="Thing to give"
					placeholder="Potion, rope, key …"
					size="xs"
					list={known}
					value={name}
					maxLength={MOST_NAME}
					onChange={(event) => setName(event.currentTarget.value)}
				/>
				<datalist id={known}>
					{READY_MADE.map((item) => (
						<option key={item.itemId} value={item.name} />
					))}
				</datalist>
				<Button type="submit" size="xs" variant="default" disabled={name.trim() === ""}>
					Hand over
				</Button>
			</form>
		</div>
	);
}
