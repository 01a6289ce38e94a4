local prepared = {}
local last = 0

function init(arguments)
  for number = 1, texts do
    prepared[number] = statement(number)
  end
end

function request()
  last = last % texts + 1
  return prepared[last]
end
