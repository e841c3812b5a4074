require('./index.js').sweep();
