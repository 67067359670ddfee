import { startPlace } from "./engine-place";

const place = startPlace();
game.BindToClose(() => place.close());
