throw new Error('a file is missing');
