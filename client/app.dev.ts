/** Chatter's script as developers load it: with the simulated network and the log. */
import './debug/index.ts'
import './app.ts'
