/** A name as it is written at home, and in the Latin letters that mail addresses take. */
export interface Name {
  readonly own: string;
  readonly latin: string;
}

/** The given and family names of one land. */
export interface Land {
  readonly given: readonly Name[];
  readonly family: readonly Name[];
}

/** Letters that do not come apart into a Latin one and its accent. */
const WHOLE_LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  ø: 'o',
  å: 'a',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  œ: 'oe',
};

/** Reads `own` or `own:Latin`, parted by blanks. */
function names(text: string): readonly Name[] {
  return text.split(' ').map((entry) => {
    const [own = '', latin = own] = entry.split(':');
    return { own, latin: plainLetters(latin) };
  });
}

function plainLetters(text: string): string {
  const lowered = text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '');
  return lowered.replaceAll(/[^a-z]/g, (letter) => WHOLE_LETTERS[letter] ?? '');
}

/** Common names of many lands and scripts; whoever bears both parts of a pair is by accident. */
export const LANDS: readonly Land[] = [
  {
    given: names('Emma Oliver Grace Henry Isla Thomas Freya Arthur Ruby Edward Martha Samuel'),
    family: names('Carter Hughes Bennett Shaw Murray Fletcher Walsh Doyle Ashworth Pemberton'),
  },
  {
    given: names('Jürgen Käthe Søren Lukas Hannah Jörg Änne Matthias Günther Lena Moritz Frieda'),
    family: names('Müller Schäfer Groß Weiß Köhler Vogel Lindner Böhm Hartmann Brückner Krüger'),
  },
  {
    given: names('Élodie François Zoé Noël Amélie Théo Hélène Jérôme Maëlle Rémi Anaïs Gaël'),
    family: names('Lefèvre Bérard Gauthier Moreau Dubois Guérin Perrin Lemaître Chevalier Noël'),
  },
  {
    given: names('Begoña José Íñigo Lucía Raúl Inés Martín Sofía Andrés Ximena Tomás Concepción'),
    family: names('Muñoz García Ibáñez Peña Gómez Núñez Castaño Ruiz Ordóñez Sáez Zubizarreta'),
  },
  {
    given: names('João Inês Gonçalo Luísa Tomé Conceição Simão Mafalda Estêvão Beatriz'),
    family: names('Gonçalves Magalhães Assunção Conceição Sá Pereira Brandão Falcão Simões'),
  },
  {
    given: names('Łukasz Małgorzata Paweł Zofia Michał Grażyna Wojciech Agnieszka Stanisław'),
    family: names('Wójcik Żak Nowak Mazur Pawlak Kowalczyk Dąbek Głowacz Świątek'),
  },
  {
    given: names('Tomáš Zdeňka Jiří Božena Řehoř Ľubica Šimon Květa Ondřej Živa'),
    family: names('Krejčí Janů Petrů Kočí Jirků Šerých Vlčků Martinů'),
  },
  {
    given: names('Ásta Björn Þóra Åse Lærke Øystein Sigríður Håkon Jón Ragnhild Søren Linnéa'),
    family: names('Bjørnstad Ødegård Sørensen Åkesson Lindqvist Dahl Nygård Brændstrup'),
  },
  {
    given: names('Ömer Ayşe Çağla İbrahim Gülşen Kıvanç Şule Özgür Elif Tuğba'),
    family: names('Yılmaz Öztürk Çelik Şahin Güneş Aydın Kılıç Doğan Koç Erdoğdu'),
  },
  {
    given: names('Nguyệt Hùng Thảo Đức Quỳnh Tuấn Hương Bảo Trâm Minh'),
    family: names('Nguyễn Trần Lê Phạm Hoàng Võ Đặng Bùi Đỗ'),
  },
  {
    given: names(
      'Олена:Olena Тарас:Taras Ганна:Hanna Богдан:Bohdan Юлія:Yuliia Андрій:Andrii ' +
        'Соломія:Solomiia Максим:Maksym Оксана:Oksana Назар:Nazar',
    ),
    family: names(
      'Шевчук:Shevchuk Коваленко:Kovalenko Бондар:Bondar Мельник:Melnyk Лисенко:Lysenko ' +
        'Кравець:Kravets Гончар:Honchar Петренко:Petrenko',
    ),
  },
  {
    given: names(
      'Јована:Jovana Милош:Milos Тијана:Tijana Ђорђе:Djordje Љиљана:Ljiljana Вук:Vuk ' +
        'Снежана:Snezana Немања:Nemanja',
    ),
    family: names(
      'Јовановић:Jovanovic Петровић:Petrovic Николић:Nikolic Ђорђевић:Djordjevic Илић:Ilic ' +
        'Живковић:Zivkovic',
    ),
  },
  {
    given: names(
      'Ελένη:Eleni Γιώργος:Giorgos Κατερίνα:Katerina Νίκος:Nikos Σοφία:Sofia ' +
        'Παναγιώτης:Panagiotis Ειρήνη:Eirini Δημήτρης:Dimitris',
    ),
    family: names(
      'Παπαδημητρίου:Papadimitriou Γεωργίου:Georgiou Νικολάου:Nikolaou Αντωνίου:Antoniou ' +
        'Βασιλείου:Vasileiou Ιωάννου:Ioannou',
    ),
  },
  {
    given: names(
      'ليلى:Layla يوسف:Yusuf فاطمة:Fatima كريم:Karim مريم:Maryam عمر:Omar نور:Nour سلمى:Salma ' +
        'حسن:Hasan',
    ),
    family: names(
      'الحداد:Alhaddad منصور:Mansour خوري:Khoury النجار:Alnajjar سالم:Salem عثمان:Othman ' +
        'صباغ:Sabbagh',
    ),
  },
  {
    given: names(
      'נועה:Noa איתן:Eitan תמר:Tamar יעל:Yael אורי:Uri מיכל:Michal דוד:David שירה:Shira',
    ),
    family: names('כהן:Cohen לוי:Levi מזרחי:Mizrahi פרץ:Peretz אברהם:Avraham ביטון:Biton'),
  },
  {
    given: names(
      '伟:Wei 秀英:Xiuying 娜:Na 建国:Jianguo 静:Jing 磊:Lei 雨桐:Yutong 明:Ming 芳:Fang',
    ),
    family: names('王:Wang 李:Li 张:Zhang 刘:Liu 陈:Chen 杨:Yang 赵:Zhao 黄:Huang 周:Zhou'),
  },
  {
    given: names(
      '陽葵:Himari 蓮:Ren 結衣:Yui 翔太:Shota 美咲:Misaki 健:Ken さくら:Sakura 大輝:Daiki 恵子:Keiko',
    ),
    family: names(
      '佐藤:Sato 鈴木:Suzuki 高橋:Takahashi 田中:Tanaka 渡辺:Watanabe 山本:Yamamoto 小林:Kobayashi',
    ),
  },
];
